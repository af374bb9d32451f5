/**
 * Takes what callers want changed of a message: whether it is seen, flagged, answered or deleted,
 * and in which mailbox it lies; and tells what has come of it.
 *
 * <p>A wish is a row, written in one transaction with the job that carries it out. The message is
 * shown as its server has it, and the wish beside it as pending: so what is shown, what is told by
 * facts and what is searched for are one, and a caller who wants the wish shown at once can.
 *
 * <p>A later wish for the same ends the earlier one, as long as nobody has tried to carry that out.
 * Not here: how it gets to the server ({@code sync.writeback}).
 */
@NullMarked
package dev.nightmail.sync.wish;

import org.jspecify.annotations.NullMarked;
