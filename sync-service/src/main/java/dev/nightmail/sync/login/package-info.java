/**
 * Tries whether an account's servers let us in, while somebody waits for the answer: an IMAP log-in
 * and an SMTP log-in side by side, for a few seconds, and no mail.
 *
 * <p>What failed is one word of five, and the same word for all that happens before TLS stands:
 * more would make us a way to look into networks that the caller cannot see. For the same reason a
 * tenant may try only so often.
 *
 * <p>Not here: which account, and what follows for it ({@code dev.nightmail.sync.account}).
 */
@NullMarked
package dev.nightmail.sync.login;

import org.jspecify.annotations.NullMarked;
