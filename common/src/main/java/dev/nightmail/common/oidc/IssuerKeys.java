package dev.nightmail.common.oidc;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.time.Monotonic;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.security.Key;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** The keys of an issuer as far as they are known, and when to ask for them again. */
final class IssuerKeys {

    /** How the keys are read. */
    @FunctionalInterface
    interface Source {
        Map<String, Key> fetch() throws IOException;
    }

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final String name;
    private final Source source;
    private final Monotonic time;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known = new Known(Map.of(), Optional.empty(), false);

    IssuerKeys(String name, Source source, Monotonic time) {
        this.name = name;
        this.source = source;
        this.time = time;
    }

    /**
     * What came of the last time that the issuer was asked.
     *
     * @param askedAt empty before the first time
     * @param isAway whether it did not answer then; the keys are those of before
     */
    private record Known(Map<String, Key> keys, Optional<Long> askedAt, boolean isAway) {

        Optional<Key> find(String id) {
            return Optional.ofNullable(keys.get(id));
        }
    }

    /**
     * Empty when the issuer has no such key.
     *
     * @throws Problem 503 when it is not known and the issuer cannot be asked
     */
    Optional<Key> find(String id) {
        var key = known.find(id);
        if (key.isPresent()) {
            if (isOlderThan(FRESH) && asking.tryLock()) {
                ask();
            }
            return known.find(id);
        }
        asking.lock();
        ask();
        var now = known;
        if (now.find(id).isEmpty() && now.isAway()) {
            throw new Problem(
                    Status.SERVICE_UNAVAILABLE,
                    "issuer-unavailable",
                    "The issuer of this token cannot be asked for its key; try again soon.");
        }
        return now.find(id);
    }

    /** Under the lock, which it gives back. */
    private void ask() {
        try {
            if (isOlderThan(PAUSE)) {
                known = new Known(source.fetch(), Optional.of(time.nanos()), false);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warnf("The keys of the issuer %s cannot be read: %s", name, e.getMessage());
            known = new Known(known.keys(), Optional.of(time.nanos()), true);
        } finally {
            asking.unlock();
        }
    }

    private boolean isOlderThan(Duration age) {
        return known.askedAt().map(at -> time.since(at).compareTo(age) >= 0).orElse(true);
    }
}
