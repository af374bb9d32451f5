/**
 * The mail accounts that are kept in sync: added by their owners, due again and again, and stopped
 * when their log-in fails until the owner acts.
 *
 * <p>States: pending (never synced) → syncing (first sync) → ok; warning after three failed
 * attempts in a row; error when the server refuses the log-in; paused while it is switched off. An
 * account that the server throttles keeps its state, and tells so as its error until the next
 * success. The owner ends an error by another log-in, by a test in which the server lets in, or by
 * switching the account on again; then it is due at once.
 *
 * <p>A secret goes only where its owner has sent it: it is never shown, and who changes a server
 * gives it anew. Not here: what a sync does, and the deletion of what it stored ({@code
 * dev.nightmail.sync.mailbox}); how log-ins are tried ({@code dev.nightmail.sync.login}); tokens of
 * providers ({@code dev.nightmail.sync.oauth}, {@code dev.nightmail.sync.consent}).
 */
@NullMarked
package dev.nightmail.sync.account;

import org.jspecify.annotations.NullMarked;
