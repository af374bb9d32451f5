/**
 * How the product's facts come in: who its users are, what their plan is, which sessions they have.
 * Each is an item of a type, known by the product's own id and a version that rises with each
 * change.
 *
 * <p>Two ways lead to the same rows: {@code POST /api/ingest/{type}} takes up to 1,000 items, and
 * the topic {@code nightmail.product.<type>.v1} one item in each record. Item → {@link ItemReader}
 * → one statement that writes what has a higher version than its row.
 *
 * <pre>
 * an item beside its row     what becomes of it
 * no row, or a tombstone
 *   with a lower version     created, or deleted: a tombstone
 * a row with a lower version updated, or deleted
 * the same version, alike    unchanged
 * the same version, another
 *   content                  conflict: refused and told
 * a row with a higher
 *   version                  stale: nothing is to be done
 * </pre>
 *
 * <p>The versions alone decide, so order and repeats do not matter, and no inbox is kept. A request
 * that dies before its commit has done nothing; one whose answer was lost is sent again, and finds
 * its items unchanged. A process that dies with records in hand gets them again; dead letters that
 * it had sent are then there twice.
 *
 * <p>To add a type, implement {@link IngestType} as a bean of the service that owns it, make its
 * table, and name its topic in that service's settings.
 */
@NullMarked
package dev.nightmail.common.ingest;

import org.jspecify.annotations.NullMarked;
