/**
 * Turns the bytes of strangers into what we store of a message: addresses, subject, dates, ids and
 * the list of attachments.
 *
 * <p>Nothing here throws on any input: what cannot be read is absent, what is too much is cut, and
 * all text leaves through {@link dev.nightmail.sync.message.SafeText}, so that PostgreSQL takes it.
 * Not here: bodies, their HTML, and where messages are kept.
 */
@NullMarked
package dev.nightmail.sync.message;

import org.jspecify.annotations.NullMarked;
