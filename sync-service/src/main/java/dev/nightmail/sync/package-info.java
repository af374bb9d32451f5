/** Keeps mailboxes in PostgreSQL as they are on their servers. */
@NullMarked
package dev.nightmail.sync;

import org.jspecify.annotations.NullMarked;
