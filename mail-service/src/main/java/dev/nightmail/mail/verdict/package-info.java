/**
 * What a server's answer means: for whom it holds, whether a later attempt may work, and how a user
 * is told.
 *
 * <pre>
 *   Answer (stage, code, enhanced status, words) ─▶ Rules, first match ─▶ Verdict
 * </pre>
 *
 * <p>The code decides (RFC 5321, section 4.2.1), the enhanced status (RFC 3463, RFC 5248) says why.
 * Words are looked at where a server is known to say by them what its numbers hide: greylisting
 * with 5yz, a limit or a list of blocked senders under 5.7.1. In doubt a later attempt is made,
 * since a message tried once too often is late, and one given up wrongly is lost. Nothing before
 * MAIL is a verdict on a message.
 *
 * <p>Not here: when the next attempt is made, and what a verdict does to a queue, an account or the
 * list of suppressed addresses.
 */
@NullMarked
package dev.nightmail.mail.verdict;

import org.jspecify.annotations.NullMarked;
