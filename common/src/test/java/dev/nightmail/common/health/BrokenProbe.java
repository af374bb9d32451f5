package dev.nightmail.common.health;

import java.time.Instant;
import java.util.List;

/** One that cannot look. */
final class BrokenProbe implements Probe {

    @Override
    public String name() {
        return "broken";
    }

    @Override
    public List<Reading> look(Instant now) {
        throw new IllegalStateException("a test");
    }
}
