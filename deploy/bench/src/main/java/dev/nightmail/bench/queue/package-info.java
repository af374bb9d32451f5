/**
 * How many jobs a second that do nothing: what the queue itself costs.
 *
 * <p>A queue is filled while nobody works on it; then one process drains it. The clock runs from
 * the start of that process's engine until the table of live jobs is empty. Nightmail writes the
 * history of every attempt meanwhile; db-scheduler has none.
 */
@NullMarked
package dev.nightmail.bench.queue;

import org.jspecify.annotations.NullMarked;
