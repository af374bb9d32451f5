package dev.nightmail.bench;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Await;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What a bench waits for, and how long. */
public final class Patience {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private Patience() {}

    /**
     * Asks at this interval until it is so.
     *
     * @throws Refusal which says what was not so in time
     */
    public static void until(String what, Duration look, BooleanSupplier isSo) {
        if (!Await.until(LONGEST, look, isSo)) {
            throw new Refusal("not within " + LONGEST.toMinutes() + " minutes: " + what);
        }
    }
}
