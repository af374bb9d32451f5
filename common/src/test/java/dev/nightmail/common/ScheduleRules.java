package dev.nightmail.common;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When schedules may be due: not when all the world's are, and not two of a service at once. What
 * is due at an interval is due somewhere, and is not looked at.
 */
final class ScheduleRules {

    private static final Instant FIRST = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant LAST = FIRST.plus(Duration.ofDays(365));

    /** What is due once a day at most keeps so far from midnight. */
    private static final int MINUTES_FROM_MIDNIGHT = 10;

    private static final int MINUTES_OF_DAY = 24 * 60;

    private ScheduleRules() {}

    static void check(JavaClasses classes) throws ReflectiveOperationException {
        var schedules = new ArrayList<Schedule<?>>();
        for (var type : classes) {
            if (declaresSchedules(type)) {
                schedules.addAll(schedulesOf(type));
            }
        }
        assertThat(faults(schedules)).isEmpty();
    }

    /** What is wrong with the schedules of one service, a line for each fault. */
    static List<String> faults(List<Schedule<?>> schedules) {
        var faults = new ArrayList<String>();
        Map<Instant, String> taken = new HashMap<>();
        for (var schedule : schedules) {
            if (schedule.timing() instanceof Timing.At at) {
                var due = dueInAYear(at);
                if (due.stream().anyMatch(moment -> isFullHour(moment, at))) {
                    faults.add(schedule.name() + " is due at minute 0");
                }
                if (due.size() <= 365 && due.stream().anyMatch(ScheduleRules::isNearMidnight)) {
                    faults.add(schedule.name() + " is due near midnight UTC");
                }
                due.stream()
                        .filter(moment -> taken.putIfAbsent(moment, schedule.name()) != null)
                        .findFirst()
                        .ifPresent(moment ->
                                faults.add(
                                        "%s and %s are both due at %s"
                                                .formatted(
                                                        taken.get(moment),
                                                        schedule.name(),
                                                        moment)));
            }
        }
        return faults;
    }

    private static List<Instant> dueInAYear(Timing.At timing) {
        var due = new ArrayList<Instant>();
        for (var moment = timing.next(FIRST.minusSeconds(1), FIRST);
                moment.isBefore(LAST);
                moment = timing.next(moment, FIRST)) {
            due.add(moment);
        }
        return due;
    }

    private static boolean isFullHour(Instant moment, Timing.At at) {
        return moment.atZone(ZoneOffset.UTC).getMinute() == 0
                || moment.atZone(at.zone()).getMinute() == 0;
    }

    private static boolean isNearMidnight(Instant moment) {
        var time = moment.atZone(ZoneOffset.UTC);
        int minute = time.getHour() * 60 + time.getMinute();
        return Math.min(minute, MINUTES_OF_DAY - minute) < MINUTES_FROM_MIDNIGHT;
    }

    private static boolean declaresSchedules(JavaClass type) {
        return type.isAssignableTo(Job.class)
                && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && type.tryGetMethod("schedules").isPresent();
    }

    private static List<? extends Schedule<?>> schedulesOf(JavaClass type)
            throws ReflectiveOperationException {
        return bare(type).schedules();
    }

    /** A job says its kind, and when it is due, without any of what it works with. */
    static Job<?> bare(JavaClass type) throws ReflectiveOperationException {
        var constructor = type.reflect().getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return (Job<?>) constructor.newInstance(new Object[constructor.getParameterCount()]);
    }
}
