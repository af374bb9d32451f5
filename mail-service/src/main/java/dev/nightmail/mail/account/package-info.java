/**
 * The accounts that mail is sent through, as sync-service lets us see them, and which of them rest.
 *
 * <pre>
 *   (goes) ──(530, 535: log-in refused)──▶ paused ──(one message a probe; accepted past AUTH)──▶ (goes)
 *                                            │ ▲
 *                                            └─┘ refused again: 5 minutes, doubling up to 30
 * </pre>
 *
 * <p>A pause is of one log-in: what its owner changes is tried with the next message. It is told
 * once, and its end once. While it lasts messages wait and spend no attempt.
 */
@NullMarked
package dev.nightmail.mail.account;

import org.jspecify.annotations.NullMarked;
