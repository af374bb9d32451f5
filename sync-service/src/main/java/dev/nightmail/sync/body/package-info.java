/**
 * What messages say: their bodies and attachments, fetched from their server when somebody asks,
 * made harmless, and kept as objects for a while.
 *
 * <pre>
 *   nothing ──asked for──▶ asked (a job) ──fetched──▶ stored ──its time is over, and asked for──▶ asked
 *                            │      ▲
 *                            │      └── POST asks again
 *                            └── not to be had, at the second try ──▶ failed, with its reason
 *   stored ──asked for anew──▶ stored still, until another is, with the job or the failure beside it
 *   stored ──its time is over, and nobody asks──▶ nothing
 * </pre>
 *
 * <p>The job finds mailbox, UID and UIDVALIDITY of the message when it runs, opens the mailbox
 * read-only, and reads. A message of up to a megabyte comes whole; of a larger one only the parts
 * that are shown, by what the server says of its structure: if that cannot be read, or a part is
 * not what it says, the whole message is read instead. Only what came whole, with the server's
 * tagged OK, is named by a row.
 *
 * <p>A message that does not lie where the last sync saw it may have been moved: its account is
 * synced at once, and the job waits for that. Bodies of flagged mail are asked for by the sync.
 *
 * <p>Of an account one body is fetched at a time, and none while its log-in stands refused. A
 * server that is to be left alone is waited for, but not for ever: somebody waits for us.
 *
 * <p>Who asks holds the body's row before the job is enqueued. The last transaction of a fetch
 * holds it, too: so whoever asks meanwhile finds the job either alive or gone, and never one that
 * is just ending.
 *
 * <p>If it dies: before the row is written there are objects that nobody names, which the sweep
 * deletes after a day; after it, nothing is to be done. What a newer fetch replaces is swept
 * likewise.
 *
 * <p>Not kept is the message as it came: the server has it, and a body that an older sanitiser made
 * is fetched anew. Not here: headers, which are the sync's, and full-text search.
 */
@NullMarked
package dev.nightmail.sync.body;

import org.jspecify.annotations.NullMarked;
