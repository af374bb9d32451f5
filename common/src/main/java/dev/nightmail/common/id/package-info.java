/** Identifiers of our rows, and digests that things are known by. */
@NullMarked
package dev.nightmail.common.id;

import org.jspecify.annotations.NullMarked;
