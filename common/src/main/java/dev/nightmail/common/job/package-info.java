/**
 * One kind of work: a job, stored with its kind and arguments, run at least once and recorded
 * exactly once.
 *
 * <p>States, each with the reason beside it, and moves. What is not here does not happen; a test
 * walks this table.
 *
 * <pre>
 *   scheduled            --due-->          available            its time has come
 *   scheduled            --cancel-->       cancelled            by a person
 *   scheduled/snoozed    --due-->          available
 *   scheduled/snoozed    --cancel-->       cancelled
 *   scheduled/uncertain  --resolve-->      available            by a person who has looked outside
 *   scheduled/uncertain  --cancel-->       cancelled            if no effect is open
 *   scheduled/parked     --release-->      available            by a person who has looked how much
 *   scheduled/parked     --cancel-->       cancelled
 *   available            --claimed-->      running              under a new token
 *   available            --cancel-->       cancelled
 *   available/blocked    --key-free-->     available            no other job of its key runs
 *   available/blocked    --cancel-->       cancelled
 *   running              --done-->         completed
 *   running              --no-use-->       cancelled            its own answer, or a person's wish
 *   running              --given-up-->     discarded            for good, or at its last attempt
 *   running              --failed-->       retryable            spends an attempt
 *   running              --not-now-->      scheduled/snoozed
 *   running              --in-doubt-->     scheduled/uncertain
 *   running              --too-much-->     scheduled/parked     deletes more than is usual
 *   running              --handed-back-->  available            its process stops
 *   running              --worker-died-->  available
 *   running              --third-death-->  discarded            within 72 hours: quarantined
 *   running              --doubted-death--> scheduled/uncertain the third, with an open effect
 *   running              --unneeded-death--> cancelled          a person wanted that before
 *   retryable            --due-->          available
 *   retryable            --cancel-->       cancelled
 *   discarded            --re-drive-->     available            the same job again
 * </pre>
 *
 * <p>A running job that would be discarded or cancelled while an effect of it is open is uncertain
 * instead.
 *
 * <p>Completed, cancelled and discarded jobs are over, and only {@code jobs.attempt} remembers
 * them.
 *
 * <p>If a worker dies: before its claim is committed, nothing happened; after it, the row says
 * {@code running} and names a process that no longer renews its lease, so that another process
 * makes it available again, and the next claim has a greater token. Every transaction of a running
 * job first locks the job's row by id and token: a worker that only slept finds another token
 * there, and nothing of what it does is committed. The last write of a job and its completion are
 * one transaction. What touches the outside is an effect: intended before, settled after, and
 * uncertain if a death fell between: then the kind is asked, and if it does not know, the job waits
 * for a person.
 */
@NullMarked
package dev.nightmail.common.job;

import org.jspecify.annotations.NullMarked;
