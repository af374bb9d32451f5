/**
 * Nightmail as a whole: services, PostgreSQL, Kafka, Dovecot and the SMTP sink as processes, killed
 * in the middle of their work and counted at the far end.
 *
 * <p>The tests run once all services are packaged ({@code ./nightmail test} does that), share one
 * set of servers, and use accounts of their own.
 */
@NullMarked
package dev.nightmail.local.system;

import org.jspecify.annotations.NullMarked;
