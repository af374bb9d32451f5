/**
 * The mail accounts that are kept in sync: added by their owners, due again and again, and stopped
 * when their log-in fails until the owner acts.
 *
 * <p>States: pending (never synced) → syncing (first sync) → ok; warning after three failed
 * attempts in a row; error when the server refuses the log-in. An account that the server throttles
 * keeps its state, and tells so as its error until the next success. Not here: what a sync does,
 * and the deletion of what it stored ({@code dev.nightmail.sync.mailbox}).
 */
@NullMarked
package dev.nightmail.sync.account;

import org.jspecify.annotations.NullMarked;
