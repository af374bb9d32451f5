package dev.nightmail.common.security;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.time.Monotonic;
import jakarta.inject.Singleton;

/** How much each caller of the API may still ask of this process. */
@Singleton
class KeyRates {

    private final Rates rates;

    KeyRates(KeyConfig config, Monotonic time) {
        rates = new Rates(config.rate(), config.burst(), time);
    }

    /**
     * Counts one request.
     *
     * @throws Problem 429 when it is one too many; then it is not counted
     */
    void spend(String actor) {
        rates.spend(actor);
    }
}
