/** Keeps what has had its time from piling up. */
@NullMarked
package dev.nightmail.maintenance;

import org.jspecify.annotations.NullMarked;
