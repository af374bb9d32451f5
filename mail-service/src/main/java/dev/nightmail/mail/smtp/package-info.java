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
 * <p>Recipients are answered one by one: who is refused keeps the message from nobody else. MAIL,
 * RCPT and DATA go together where the server reads them so (RFC 2920); if all recipients are
 * refused and the server wants the text nevertheless, the connection is cut. No reuse of
 * connections yet.
 */
@NullMarked
package dev.nightmail.mail.smtp;

import org.jspecify.annotations.NullMarked;
