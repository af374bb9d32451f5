/**
 * How fresh thousands of accounts are kept while three others are being filled: our service and
 * Dovecot on this machine, with a line between them that takes its time.
 *
 * <p>The accounts ask to be synced once a minute, so that two thousand of them are as much work as
 * thirty thousand that ask once in fifteen. Each second some get mail.
 */
@NullMarked
package dev.nightmail.bench.freshness;

import org.jspecify.annotations.NullMarked;
