/**
 * One kind of work: a job, stored with its kind and arguments, run at least once and recorded
 * exactly once.
 *
 * <p>States: {@code scheduled} and {@code retryable} wait for their time, {@code available} for a
 * worker, {@code running} is claimed under a token; {@code completed}, {@code cancelled} and {@code
 * discarded} are ends, and only {@code jobs.attempt} remembers them. Moves:
 *
 * <pre>
 *   enqueue ──▶ scheduled ──(time)──▶ available ──(claim)──▶ running ──▶ completed
 *                   ▲                    ▲  ▲                 │ │ │ └──▶ cancelled
 *                   └──(snooze, uncertain)──┼─────────────────┘ │ └────▶ discarded
 *                      retryable ──(time)───┘◀──(failed)────────┤
 *                                        ▲──(rescue, hand back)─┘
 * </pre>
 *
 * <p>If a worker dies: before its claim is committed, nothing happened; after it, the row says
 * {@code running} and names a process that no longer renews its lease, so that another process
 * makes it available again, and the next claim has a greater token. Every transaction of a running
 * job first locks the job's row by id and token: a worker that only slept finds another token
 * there, and nothing of what it does is committed. The last write of a job and its completion are
 * one transaction. What touches the outside is an effect: intended before, settled after, and
 * uncertain if a death fell between: then the job waits for a person, and {@link Jobs#resolve} lets
 * it go on.
 */
@NullMarked
package dev.nightmail.common.job;

import org.jspecify.annotations.NullMarked;
