/**
 * The completeness ledger of an account at a glance, and which of its mailboxes are synced.
 *
 * <p>Of each mailbox that is synced, what the server has is what is stored, skipped or in
 * quarantine: {@code exists = stored + skipped + quarantined}. Skipped is what nobody wants, such
 * as mail from before a depth that the owner has set; quarantined is what could not be stored, each
 * message with its reason. Not here: how a mailbox comes to be complete ({@code sync.mailbox}).
 */
@NullMarked
package dev.nightmail.sync.ledger;

import org.jspecify.annotations.NullMarked;
