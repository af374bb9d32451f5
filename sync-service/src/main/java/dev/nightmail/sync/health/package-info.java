/**
 * How accounts fare: which are unwell, how fresh all are, and what of each waits, runs and has
 * ended.
 *
 * <pre>
 *   well ─▶ failing for three intervals, or not brought up to date for four ─▶ unwell, told once
 *   unwell ─▶ up to date again, and its syncs succeed ─▶ well, told once
 * </pre>
 *
 * <p>Whoever is unwell is looked for over all tenants every five minutes; the telling is a job of
 * the tenant. An account that is switched off stays as it was.
 *
 * <p>Not here: what a failing sync means for its account ({@code sync.mailbox}).
 */
@NullMarked
package dev.nightmail.sync.health;

import org.jspecify.annotations.NullMarked;
