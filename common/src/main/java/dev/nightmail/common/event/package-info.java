/**
 * Facts between services: written with the change in the outbox, relayed in order of each key to
 * Kafka, consumed once each by way of the inbox.
 *
 * <p>If the relay dies after Kafka has a record and before the outbox row is deleted, the record is
 * sent again: the inbox drops the repeat, in the transaction of the effect that it guards.
 */
@NullMarked
package dev.nightmail.common.event;

import org.jspecify.annotations.NullMarked;
