package dev.nightmail.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of schedules that cannot be walked. */
@Tag("J15")
class WakerTest {

    private final TestSchedules world = new TestSchedules();
    private final List<String> told = new ArrayList<>();
    private final Handler listener = new Listener();
    private Optional<String> failure = Optional.empty();

    @BeforeEach
    void listen() {
        Logger.getLogger(Waker.class.getName()).addHandler(listener);
    }

    @AfterEach
    void listenNoLonger() {
        Logger.getLogger(Waker.class.getName()).removeHandler(listener);
    }

    @Test
    void failureIsToldOnceForAsLongAsItGoesOn() {
        var wake = wake();

        for (var next : List.of("a", "a", "a", "b", "b", "", "b")) {
            failure = Optional.of(next).filter(text -> !text.isEmpty());
            wake.wake();
        }

        assertThat(told).containsExactly("a", "b", "b");
    }

    @Test
    @Tag("J19")
    void walkThatEndsBadlyIsAWalkNevertheless() {
        failure = Optional.of("a");

        wake().wake();

        assertThat(
                        world.machinery(
                                "SELECT woken_by FROM jobs.walk WHERE service = ?",
                                row -> row.getString(1),
                                world.service))
                .containsExactly("quartz");
    }

    private Waker.Wake wake() {
        return new Waker.Wake(
                new DueWork(world.publish(List.of()), List.of(this::sweep)),
                new WalkRepository(world.engine.sql, System::nanoTime, world.service));
    }

    private int sweep() {
        failure.ifPresent(text -> {
            throw new IllegalArgumentException(text);
        });
        return 0;
    }

    private final class Listener extends Handler {

        @Override
        public void publish(LogRecord entry) {
            told.add(entry.getThrown().getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
