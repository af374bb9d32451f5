package dev.nightmail.common.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Which instants are due: by the local time of a zone, or at a fixed distance. */
public sealed interface Timing {

    /**
     * The first due instant after the given one.
     *
     * @param anchor from where an interval is counted; a cron expression has no need of it
     */
    Instant next(Instant after, Instant anchor);

    /**
     * Due by a cron expression.
     *
     * @param zone whose local time the fields mean
     */
    record At(Cron cron, ZoneId zone) implements Timing {

        public At {
            Zones.check(zone.getId());
        }

        @Override
        public Instant next(Instant after, Instant anchor) {
            return cron.next(after, zone);
        }
    }

    /**
     * Due at the anchor + 1, 2, 3, ... intervals, whatever clocks are changed to.
     *
     * @param interval whole seconds, from one second to 366 days
     */
    record Every(Duration interval) implements Timing {

        private static final Duration SHORTEST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofDays(366);

        public Every {
            if (interval.compareTo(SHORTEST) < 0
                    || interval.compareTo(LONGEST) > 0
                    || !interval.equals(Duration.ofSeconds(interval.toSeconds()))) {
                throw new IllegalArgumentException(
                        "an interval is whole seconds, from 1 s to 366 days, not " + interval);
            }
        }

        @Override
        public Instant next(Instant after, Instant anchor) {
            long since = Math.max(0, Duration.between(anchor, after).toSeconds());
            long length = interval.toSeconds();
            return anchor.plusSeconds((since / length + 1) * length);
        }
    }

    /**
     * @throws IllegalArgumentException that says what is wrong with the expression or the zone
     */
    static Timing at(String cron, String zone) {
        Zones.check(zone);
        return new At(Cron.parse(cron), ZoneId.of(zone));
    }
}
