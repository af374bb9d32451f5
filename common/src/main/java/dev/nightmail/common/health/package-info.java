/**
 * How the machinery fares, and what somebody must look at.
 *
 * <p>A {@link dev.nightmail.common.health.Probe} reads one side of the machinery; each reading has
 * its numbers and its troubles. Every worker process has a thread that comes by every few seconds,
 * without Quartz and without the queue, so that it sees when these stand still. What is due of the
 * probes it looks at, each in one transaction:
 *
 * <pre>
 *   lock the probe's row ──▶ read ──▶ readings ──▶ alerts: raise, see, resolve ──▶ facts ──▶ commit
 *    │ not due, or locked: another process is at it
 *
 *   (none) ──trouble──▶ open ──well──▶ open, well since ──well for a while──▶ resolved, kept
 *                        ▲                    │
 *                        └──────trouble───────┘
 * </pre>
 *
 * <p>If the process dies before the commit, nothing has happened, and the next look finds the same;
 * after it, the row and the fact are there. All times are the database's. {@code /system/health}
 * shows the last readings, and fails when nobody reads any more.
 */
@NullMarked
package dev.nightmail.common.health;

import org.jspecify.annotations.NullMarked;
