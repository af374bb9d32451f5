/**
 * What the operator must know, by mail: so far, jobs that have failed for good, and jobs that wait
 * for a person.
 *
 * <p>A fact from Kafka becomes one notification and one job in one transaction, with the inbox row
 * that makes a redelivery do nothing. The job mails the notification through the relay. A notice
 * that cannot be sent is discarded like any job, but causes no other notice: it would share its
 * fate.
 */
@NullMarked
package dev.nightmail.notification.alert;

import org.jspecify.annotations.NullMarked;
