package dev.nightmail.common.time;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The real clocks, as beans. */
@Dependent
class SystemTime {

    @Produces
    @Singleton
    InstantSource wallClock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Monotonic monotonic() {
        return System::nanoTime;
    }
}
