/**
 * What forwarding mail for an alias does to a message, as functions of their input: nothing here
 * reads a clock, a database or a line.
 *
 * <pre>
 *   message ─ HeaderBlock.read ─ ForwardRules ─┬─ Loop: refused
 *                                              └─ Forward ─ ForwardHeaders ─ DkimSigner ─ out
 *   envelope sender ────────────── Srs.forward ────────────────────────────────────────┘
 *   bounce of what we forwarded ── Srs.reverse ── original sender
 * </pre>
 *
 * <p>Only the header block is held in memory and changed; the body passes byte for byte.
 *
 * <p>Signs of a loop are a token that only we can write and a count of hops. {@code Delivered-To}
 * is neither read nor written: what collects mail for a whole domain before it comes to us writes
 * the alias there, in mail that has never been here. {@code Resent-} fields are for people who send
 * a message again (RFC 5322, section 3.6.6).
 *
 * <p>Not here: who may forward where, retries, quotas, and how many notices an address gets. ARC is
 * not sealed.
 */
@NullMarked
package dev.nightmail.mail.forward;

import org.jspecify.annotations.NullMarked;
