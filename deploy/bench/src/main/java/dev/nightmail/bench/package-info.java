/**
 * Measures Nightmail beside its peers: the same servers, the same run, every commit on the disk.
 *
 * <p>Each bench is a table: it warms every contender up once, then takes turns between them, so
 * that whatever else the machine does falls on all of them, and prints medians of three. What the
 * numbers mean stands in {@code docs/performance.md}.
 */
@NullMarked
package dev.nightmail.bench;

import org.jspecify.annotations.NullMarked;
