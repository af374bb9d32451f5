/** What a native image must be told, one class a concern. */
@NullMarked
package dev.nightmail.common.nativeimage;

import org.jspecify.annotations.NullMarked;
