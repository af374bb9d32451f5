/**
 * Whom an account has written to, and who has written to it, as its mail tells.
 *
 * <p>A message that lies in Sent, or has Gmail's label of that name, or is from the account's own
 * address, was sent: those in To, Cc and Bcc are contacts then. Of any other message those in From
 * are; who merely stood beside the account in To or Cc is none, nor is who is in junk or drafts,
 * whether these are mailboxes or a label. Addresses are compared in lower case, the part before
 * the @ as well: RFC 5321, section 2.4, lets a server tell Ada from ada, and none does.
 *
 * <p>A message counts when it is stored for the first time, in that transaction: one that is moved,
 * found again or fetched once more counts no more. When it is deleted its counts stay: they say how
 * often people have written, not what is left of it. All contacts go with their account. Not here:
 * address books of servers, and anything that people enter.
 */
@NullMarked
package dev.nightmail.sync.contact;

import org.jspecify.annotations.NullMarked;
