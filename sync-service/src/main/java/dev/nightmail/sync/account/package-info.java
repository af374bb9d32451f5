/**
 * The mail accounts that are kept in sync: added by their owners, due again and again, and stopped
 * when their log-in fails until the owner acts.
 *
 * <p>States: pending (never synced) → syncing (first sync) → ok; warning after three failed
 * attempts in a row; error when the server refuses the log-in. Not here: what a sync does ({@code
 * dev.nightmail.sync.mailbox}).
 */
@NullMarked
package dev.nightmail.sync.account;

import org.jspecify.annotations.NullMarked;
