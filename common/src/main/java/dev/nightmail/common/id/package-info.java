/** Identifiers of our rows. */
@NullMarked
package dev.nightmail.common.id;

import org.jspecify.annotations.NullMarked;
