package dev.nightmail.sync.schedule;

import java.time.Duration;
import java.util.Optional;

/** How long one sync may go on fetching before it makes way for others. */
public interface Turn {

    /** Of one that goes on to the end. */
    Turn WHOLE =
            new Turn() {
                @Override
                public boolean isOver(long fetched) {
                    return false;
                }

                @Override
                public Optional<Duration> pause() {
                    return Optional.empty();
                }
            };

    /**
     * Whether it ends here.
     *
     * @param fetched messages so far
     */
    boolean isOver(long fetched);

    /** After which the same job goes on; empty when a back-fill is to take over. */
    Optional<Duration> pause();
}
