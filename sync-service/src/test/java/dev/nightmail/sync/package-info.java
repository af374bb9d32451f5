/** Test support of the sync service. */
@NullMarked
package dev.nightmail.sync;

import org.jspecify.annotations.NullMarked;
