/**
 * When which account is synced.
 *
 * <p>Each account has a time at which it is due, and a deadline: its interval later it should be up
 * to date. A sweep admits what is due, earliest deadline first, as far as the limits leave room:
 * syncs at once in all, and at once with one provider. It is asked every other second, and by each
 * sync that has ended, so that places do not stay empty.
 *
 * <pre>
 *   due, host not paused, no job of the account alive ─▶ admitted: cycle begins, next due time, job
 *        lacks little ─▶ sync.incremental-sync, queue sync
 *        lacks much   ─▶ sync.initial-sync, queue backfill: in turns, each of which looks for what
 *                        is new first, and which make way while syncs wait for a slot
 *   a sync that meets more than it may fetch ─▶ the account lacks much, and is due
 *   all there ─▶ the account lacks nothing
 *   three syncs in a row do not connect, or are turned away before the log-in ─▶ host paused for 1,
 *        5, 15 minutes, for bodies and write-back too; the first sync that succeeds ends it
 * </pre>
 *
 * <p>What is admitted is not kept anywhere: it is the jobs that are alive. So a process that dies
 * leaves nothing to mend. One process admits at a time, under a lock of the transaction.
 *
 * <p>Not here: what a sync does ({@code sync.mailbox}), and how jobs wait ({@code common.job}).
 */
@NullMarked
package dev.nightmail.sync.schedule;

import org.jspecify.annotations.NullMarked;
