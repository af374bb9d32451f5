/**
 * How a process learns that another one has put something into its queues, without waiting for its
 * next poll.
 *
 * <pre>
 *   commit --> Wakeup.ring --> this process's poller, at once
 *                  |
 *                  '--> Ringer --NOTIFY--> PostgreSQL --> Listener of every worker --> its Wakeup
 * </pre>
 *
 * <p>Rung is after the commit of whatever lets jobs be claimed: enqueued, due, driven again,
 * resolved, released, handed back by a process that stops, rescued, or of a queue that was resumed.
 * A command rings before it ends. A job that a freed concurrency key brings forward is left to the
 * process that freed it, and to the polls.
 *
 * <p>A transaction with a NOTIFY takes a lock of the whole database server at its commit, behind
 * which all others with one wait, and waits for the disk with it. So a ring is no part of the
 * transaction of the job: it goes over a line of its own, where there is nothing to flush, and one
 * ring stands for all jobs of a queue within 10 ms. The line tells who rang: a worker passes over
 * what it has rung itself.
 *
 * <p>A ring is a hint; that jobs are found is the polls' business. If the process dies between the
 * commit and the ring, if the database is away for the ring or for the listener, or if something in
 * between pools connections and forgets who listens, then a job waits for the next poll and nothing
 * else happens. Nobody waits for a ring, and a ring that fails is tried once more, over a new line.
 * A listener whose line broke rings its poller once when it has a new one.
 */
@NullMarked
package dev.nightmail.common.wakeup;

import org.jspecify.annotations.NullMarked;
