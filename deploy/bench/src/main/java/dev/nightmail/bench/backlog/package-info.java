/**
 * What jobs cost that only stand there: behind a concurrency key, until a retry is due, in the
 * history, or of a tenant that fills the queue.
 *
 * <p>A process has been at rest for a while, and its tables have been vacuumed and analysed, before
 * anything is measured: so its connections keep the plans that they made then, as those of a
 * service do. Then jobs come that are measured, once with the backlog in the tables and once
 * without it.
 */
@NullMarked
package dev.nightmail.bench.backlog;

import org.jspecify.annotations.NullMarked;
