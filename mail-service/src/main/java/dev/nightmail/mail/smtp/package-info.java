/**
 * Submits one message to one server (RFC 5321, RFC 6409), over TLS and after AUTH only, and says
 * what became of it.
 *
 * <p>The one line that matters is the final dot. Whatever goes wrong before it, the server has
 * nothing: {@code Deferred}, {@code Rejected} or {@code NotSent}. The caller is told just before
 * it, so that it can leave a durable mark. After it only the server's reply counts; when none comes
 * the server may have the message or not: {@code NoReply} (RFC 1047).
 *
 * <pre>
 *   greeting ─ EHLO ─ (STARTTLS ─ EHLO) ─ AUTH ─ MAIL ─ RCPT… ─ DATA ─ text ─┃─ dot ─ reply
 *   nothing was handed over: may be tried again anywhere                     ┃  in doubt until the reply
 * </pre>
 *
 * <p>One refused recipient refuses the message: nothing is sent to the others. No pipelining, no
 * reuse of connections here yet.
 */
@NullMarked
package dev.nightmail.mail.smtp;

import org.jspecify.annotations.NullMarked;
