/** The only place that reads this machine's clocks. */
@NullMarked
package dev.nightmail.common.time;

import org.jspecify.annotations.NullMarked;
