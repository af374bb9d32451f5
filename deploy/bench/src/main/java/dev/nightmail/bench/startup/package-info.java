/** How long each service takes until it serves, and what it then holds of memory. */
@NullMarked
package dev.nightmail.bench.startup;

import org.jspecify.annotations.NullMarked;
