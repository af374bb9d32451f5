/**
 * Retention: what is deleted when, here so far our own bookkeeping. Users' data is not touched from
 * here yet.
 */
@NullMarked
package dev.nightmail.maintenance.retention;

import org.jspecify.annotations.NullMarked;
