/** How a service comes up, waits for what is not there yet, and goes down. */
@NullMarked
package dev.nightmail.common.lifecycle;

import org.jspecify.annotations.NullMarked;
