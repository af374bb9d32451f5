/** How long a caller waits until its request is stored. */
@NullMarked
package dev.nightmail.bench.request;

import org.jspecify.annotations.NullMarked;
