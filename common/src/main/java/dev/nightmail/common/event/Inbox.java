package dev.nightmail.common.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.sql.UnclearCommitException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Takes facts from Kafka, each once. */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);

    private final Sql sql;
    private final ObjectMapper json;
    private final SchemaGate schema;

    public Inbox(Sql sql, ObjectMapper json, SchemaGate schema) {
        this.sql = sql;
        this.json = json;
        this.schema = schema;
    }

    /** What a consumer does with a fact, in the transaction that remembers it. */
    @FunctionalInterface
    public interface Effect {
        void of(CloudEvent event);
    }

    /**
     * Lets the effect happen once for this fact, under the fact's tenant. Waits while the database
     * is away or its schema is older than this release.
     *
     * @throws MalformedFactException when the text is no CloudEvent: it belongs to the dead letters
     */
    public void take(String consumer, String text, Effect effect) throws InterruptedException {
        var event = parse(text);
        schema.await();
        while (true) {
            try {
                sql.transact(Access.worker(event.tenant()), () -> once(consumer, event, effect));
                return;
            } catch (SqlException e) {
                if (!e.isTransient()) {
                    throw e;
                }
                LOG.warnf("A fact waits for the database: %s", e.getMessage());
            } catch (UnclearCommitException e) {
                LOG.warn("A fact is offered again, since its commit is unclear");
            }
            LockSupport.parkNanos(OUTAGE_PAUSE.toNanos());
        }
    }

    /** Reads the data of a fact. */
    public <D extends Record> D data(CloudEvent event, Class<D> type) {
        try {
            return json.treeToValue(event.data(), type);
        } catch (JsonProcessingException e) {
            throw new MalformedFactException(event.type(), e);
        }
    }

    private void once(String consumer, CloudEvent event, Effect effect) {
        int fresh =
                sql.update(
                        """
                        INSERT INTO events.inbox (consumer, event_time, event_id) VALUES (?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """,
                        consumer,
                        event.time(),
                        event.id());
        if (fresh == 1) {
            effect.of(event);
        }
    }

    private CloudEvent parse(String text) {
        try {
            var event = json.readValue(text, CloudEvent.class);
            if (event == null || !event.isComplete()) {
                throw new MalformedFactException("complete CloudEvent");
            }
            return event;
        } catch (JsonProcessingException e) {
            throw new MalformedFactException("CloudEvent", e);
        }
    }

    /** A record on Kafka that is not what its topic promises. */
    public static final class MalformedFactException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedFactException(String wanted) {
            super("Not a " + wanted);
        }

        MalformedFactException(String wanted, JsonProcessingException cause) {
            super("Not a " + wanted + ", at " + cause.getLocation().offsetDescription());
        }
    }
}
