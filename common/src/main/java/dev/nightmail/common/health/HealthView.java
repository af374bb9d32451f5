package dev.nightmail.common.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How everything fares, in one word, and for operators by reading.
 *
 * @param verdict ok, warn or fail: the worst of the readings
 * @param lookedAt when the oldest of the readings was made; empty while the database is away
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record HealthView(
        String verdict, Optional<Instant> lookedAt, Optional<List<ReadingView>> readings) {

    /**
     * One of them.
     *
     * @param name what sort of thing, such as queue
     * @param subject which
     * @param troubles as alerts are named
     */
    @RegisterForReflection
    record ReadingView(
            String name,
            String subject,
            String verdict,
            Map<String, Double> numbers,
            List<String> troubles) {}

    /** For those who have no key. */
    HealthView inOneWord() {
        return new HealthView(verdict, Optional.empty(), Optional.empty());
    }

    boolean isFailing() {
        return verdict.equals(Verdict.FAIL.text());
    }
}
