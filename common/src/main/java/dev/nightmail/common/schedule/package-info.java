/**
 * Schedules and their ticks. Quartz wakes the walk; a tick's row is what makes it happen once.
 *
 * <p>What a service declares is its {@code Timetable}; at the start it is written to the rows of
 * {@code jobs.schedule}, and those rows count. The walk locks a row, goes from the last tick to the
 * database's now, and writes each missing tick with its reason and, by policy, its job. One
 * transaction per schedule, under the lock of its row:
 *
 * <pre>
 *   lock the row ──▶ plan: a reason for each moment ──▶ job + tick, ... ──▶ last_tick ──▶ commit
 *    │ taken: another walk is at it, leave it alone
 * </pre>
 *
 * <p>If a walk dies before its commit, nothing was written and the next one plans the same; after
 * it, everything was. Two walks at once, a walk cut at any line, or Quartz firing twice: the ticks
 * are the same.
 *
 * <p>In the mode {@code external} Quartz is not started; cron calls the same walk and the sweeps.
 */
@NullMarked
package dev.nightmail.common.schedule;

import org.jspecify.annotations.NullMarked;
