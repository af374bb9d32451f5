/**
 * Time: the only place that reads this machine's clocks, and the calculator that says which
 * instants a cron expression or an interval means.
 *
 * <p>Cron is read as local time, and local time is mapped to instants: in the gap of a clock change
 * later by the gap, in a fold at the earlier offset, and of two that meet one remains. Intervals
 * are counted on instants.
 */
@NullMarked
package dev.nightmail.common.time;

import org.jspecify.annotations.NullMarked;
