/**
 * What callers read of mailboxes, messages and threads: the lists of the API, by keyset, newest
 * first, and single ones.
 *
 * <p>All of it is read in the transaction of the request, under the caller's tenant. What is gone
 * from its server is not shown. Not here: bodies and attachments ({@code sync.body}), how messages
 * are found among many ({@code sync.finding}), contacts ({@code sync.contact}), the ledger of an
 * account ({@code sync.ledger}), and how anything comes to be stored ({@code sync.mailbox}).
 */
@NullMarked
package dev.nightmail.sync.reading;

import org.jspecify.annotations.NullMarked;
