/**
 * How a caller's filter finds messages among a million.
 *
 * <p>A list of messages is gone down by one index, the narrowest that the filter allows; what the
 * index does not answer is tested of each message on the way ({@link
 * dev.nightmail.sync.finding.Walk}). One request looks at 20,000 messages at most, so that a word
 * that nobody has written costs no more than any other, in a mailbox of any size. Words are found
 * wherever they stand, within others too, in lower and upper case: there is no index of words,
 * which would cost each first sync more than all else of the database does.
 *
 * <p>What is wrong with a parameter is a problem that names it ({@link
 * dev.nightmail.sync.finding.Asked}). Not here: what is shown of what was found ({@code
 * sync.reading}).
 */
@NullMarked
package dev.nightmail.sync.finding;

import org.jspecify.annotations.NullMarked;
