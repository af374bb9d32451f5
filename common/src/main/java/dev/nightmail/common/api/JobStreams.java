package dev.nightmail.common.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.time.Monotonic;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Tells callers of a job whenever it has changed (server-sent events), until it is over.
 *
 * <p>Each stream looks at its job's row at a fixed pace: it costs a virtual thread and one short
 * query, and neither a connection to the database nor a transaction between two looks. While the
 * database is away it stays open and tells nothing.
 */
@Singleton
class JobStreams {

    private static final Logger LOG = Logger.getLogger(JobStreams.class);
    private static final Duration PACE = Duration.ofMillis(500);

    /** After so long without news a comment tells what is in between that the line is not dead. */
    private static final Duration BEAT = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A stream must not outlive for long the key that it was opened with. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Sql sql;
    private final JobViewRepository jobs;
    private final ObjectMapper json;
    private final StreamPlaces places;
    private final Monotonic time;

    JobStreams(
            Sql sql,
            JobViewRepository jobs,
            ObjectMapper json,
            StreamPlaces places,
            Monotonic time) {
        this.sql = sql;
        this.jobs = jobs;
        this.json = json;
        this.places = places;
        this.time = time;
    }

    /** Whom the events go to, and who makes them. */
    record Line(SseEventSink sink, Sse events) {

        private OutboundSseEvent event(String data) {
            return events.newEventBuilder().name("job").data(String.class, data).build();
        }

        private OutboundSseEvent beat() {
            return events.newEventBuilder().comment("").build();
        }

        /** False when nobody listens any more, or too slowly. */
        private boolean takes(OutboundSseEvent event) throws InterruptedException {
            try {
                sink.send(event)
                        .toCompletableFuture()
                        .get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
                return true;
            } catch (ExecutionException | TimeoutException | IllegalStateException e) {
                return false;
            }
        }
    }

    /** Begins the stream of a job of the tenant; what is thrown here becomes a problem. */
    void open(UUID tenant, UUID job, Line line) {
        var place = places.take(tenant);
        try {
            var first = find(tenant, job).orElseThrow(Problem::notFound);
            var request = Thread.currentThread();
            Thread.ofVirtual()
                    .name("stream-" + job)
                    .start(() -> {
                        try (place) {
                            follow(tenant, first, line, request);
                        }
                    });
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    /**
     * Quarkus begins the answer after the endpoint has returned, and fails when it is over by then:
     * so the thread of the request is waited for.
     */
    private void follow(UUID tenant, JobView first, Line line, Thread request) {
        try {
            request.join(PATIENCE);
            tell(tenant, first, line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(e, "A stream ends early: job=%s", first.id());
        } finally {
            line.sink().close();
        }
    }

    private void tell(UUID tenant, JobView first, Line line) throws InterruptedException {
        long begun = time.nanos();
        long spoken = begun;
        var told = "";
        var now = Optional.of(first);
        while (now.isPresent() && !line.sink().isClosed()) {
            var text = toJson(now.get());
            boolean isNews = !text.equals(told);
            if (isNews || time.since(spoken).compareTo(BEAT) > 0) {
                if (!line.takes(isNews ? line.event(text) : line.beat())) {
                    return;
                }
                told = text;
                spoken = time.nanos();
            }
            if (now.get().isOver()
                    || time.since(begun).compareTo(LONGEST) > 0
                    || places.isClosingWithin(PACE)) {
                return;
            }
            now = findAgain(tenant, now.get());
        }
    }

    private Optional<JobView> findAgain(UUID tenant, JobView before) {
        try {
            return find(tenant, before.id());
        } catch (SqlException e) {
            if (e.isOutage()) {
                return Optional.of(before);
            }
            throw e;
        }
    }

    private Optional<JobView> find(UUID tenant, UUID job) {
        return sql.transaction(Access.request(tenant), () -> jobs.find(job));
    }

    private String toJson(JobView job) {
        try {
            return json.writeValueAsString(job);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A view is JSON", e);
        }
    }

    /**
     * First of all, so that those who listen can go elsewhere while jobs still come to their end.
     */
    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        places.close(CLOSING);
    }
}
