/**
 * Sample mailboxes, the same for the same seed: everyday mail of a small group of people, and every
 * fifth message with one of the oddities that real mailboxes hold.
 *
 * <p>{@link dev.nightmail.local.sample.SampleMail} makes the n-th message; {@link
 * dev.nightmail.local.sample.SampleMailboxes} lays messages out as Maildir++ for an IMAP server.
 * All text is ours. Dates follow from the number of the message, so nothing here reads a clock.
 */
@NullMarked
package dev.nightmail.local.sample;

import org.jspecify.annotations.NullMarked;
