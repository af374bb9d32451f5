/** Tells people what they must know, once. */
@NullMarked
package dev.nightmail.notification;

import org.jspecify.annotations.NullMarked;
