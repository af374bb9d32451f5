/**
 * What the operator must know, by mail: alerts that are raised and resolved, jobs that have failed
 * for good, and jobs that wait for a person.
 *
 * <p>A fact from Kafka becomes one notification and one job in one transaction, with the inbox row
 * that makes a redelivery do nothing. The job waits some seconds, takes all of its tenant's
 * notifications that wait by then, notes that they go in its mail, and mails them through the
 * relay. The jobs of the others find that and end. Of a storm comes one mail.
 *
 * <p>If that job is cancelled, or ends in another way without the mail, no live job carries them:
 * the next notice takes them along, or the same job when it is let run again.
 *
 * <p>If the process dies before the note, the job gathers anew; between the note and the mail's
 * end, it mails what it has noted, under the same Message-ID. A notice that cannot be sent is
 * discarded like any job, but causes no other notice: it would share its fate.
 */
@NullMarked
package dev.nightmail.notification.alert;

import org.jspecify.annotations.NullMarked;
