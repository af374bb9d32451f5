/** How fast the product's facts come in, by request and by topic. */
@NullMarked
package dev.nightmail.bench.ingest;

import org.jspecify.annotations.NullMarked;
