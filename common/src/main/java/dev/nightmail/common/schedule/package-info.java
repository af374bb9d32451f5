/**
 * Schedules and their ticks. Quartz wakes the walk; a tick's row is what makes it happen once.
 *
 * <p>The walk goes from a schedule's last tick to now and inserts each missing tick with its reason
 * and, of the latest, its job, in one transaction under the lock of the schedule's row. Two walks,
 * a walk cut at any line, or Quartz firing twice: the ticks are the same.
 */
@NullMarked
package dev.nightmail.common.schedule;

import org.jspecify.annotations.NullMarked;
