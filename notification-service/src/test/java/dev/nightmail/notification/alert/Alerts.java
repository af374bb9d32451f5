package dev.nightmail.notification.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.event.AccountFact;
import dev.nightmail.common.event.AlertFact;
import dev.nightmail.common.event.CloudEvent;
import dev.nightmail.common.event.Inbox;
import dev.nightmail.common.event.JobFact;
import dev.nightmail.common.event.TestFacts;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Columns;
import io.quarkus.mailer.Mail;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The feature on the real database, with a relay that keeps what it is given. */
final class Alerts {

    static final Duration GATHER = Duration.ofSeconds(10);

    final TestJobs engine;
    final UUID tenant = UUID.randomUUID();
    final NotificationRepository notifications;
    final List<Mail> mails = new ArrayList<>();
    final SendNotificationJob job;
    Optional<String> operator = Optional.of("operator@example.org");
    boolean isRelayAway;

    Alerts() {
        this(new TestJobs());
    }

    Alerts(TestJobs engine) {
        this.engine = engine;
        notifications = new NotificationRepository(engine.sql, engine.json);
        job =
                new SendNotificationJob(
                        notifications,
                        new Operator(() -> operator),
                        new Relay(new Settings(), this::relay),
                        engine.clock);
    }

    /** Takes them in as they come from Kafka; the operator is a tenant of this test's own. */
    void take(String... facts) throws InterruptedException {
        var consumer = new FactConsumer(inbox(), notices());
        consumer.take(tenant, TestFacts.records(JobFact.TOPIC, facts));
    }

    private Notices notices() {
        return new Notices(
                notifications, engine.jobs, new Operator(() -> operator), engine.ids, engine.clock);
    }

    private Inbox inbox() {
        var gate = new SchemaGate();
        gate.open();
        return new Inbox(engine.sql, engine.json, gate, TestFacts.deadLetters());
    }

    /** What is told of an alert, as it comes from Kafka. */
    String alert(AlertFact.Type type, UUID id, String subject) throws JsonProcessingException {
        var data =
                new AlertFact(
                        id,
                        "no-success",
                        subject,
                        "critical",
                        engine.clock.instant(),
                        Map.of("lateSeconds", 61.0));
        return event(engine.json, UUID.randomUUID(), type.text(), id, data);
    }

    /** What is told of an account, as it comes from Kafka. */
    String account(AccountFact.Type type, UUID id, Instant since) throws JsonProcessingException {
        var data = new AccountFact(id, "failing", "warning", since);
        return event(engine.json, UUID.randomUUID(), type.text(), id, data);
    }

    /** The fact that a job of this kind was discarded, as it comes from Kafka. */
    String discarded(String kind) throws JsonProcessingException {
        return discarded(engine.json, UUID.randomUUID(), kind);
    }

    static String discarded(ObjectMapper json, UUID tenant, String kind)
            throws JsonProcessingException {
        var data = new JobFact(UUID.randomUUID(), kind, 4, "auth-535");
        return event(json, tenant, JobFact.Type.DISCARDED.text(), data.jobId(), data);
    }

    private static String event(
            ObjectMapper json, UUID tenant, String type, UUID subject, Record data)
            throws JsonProcessingException {
        var clock = InstantSource.system();
        return json.writeValueAsString(
                new CloudEvent(
                        "1.0",
                        new Ids(clock).next(),
                        "/nightmail/mail-service",
                        type,
                        subject.toString(),
                        clock.instant(),
                        "application/json",
                        tenant,
                        json.valueToTree(data)));
    }

    /** The tenant's notifications that are in this state. */
    List<UUID> list(String state) {
        return engine.sql.transaction(
                Access.worker(tenant),
                () ->
                        engine.sql.query(
                                "SELECT id FROM notify.notification WHERE state = ?",
                                row -> Columns.uuid(row, "id"),
                                state));
    }

    private void relay(Mail... given) {
        if (isRelayAway) {
            throw new IllegalStateException("operator@example.org is unknown here");
        }
        mails.addAll(List.of(given));
    }

    static final class Settings implements RelayConfig {

        @Override
        public String host() {
            return "relay.example.org";
        }

        @Override
        public int port() {
            return 25;
        }

        @Override
        public boolean tls() {
            return false;
        }

        @Override
        public String startTls() {
            return "REQUIRED";
        }

        @Override
        public Optional<String> username() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }
    }

    private record Operator(Supplier<Optional<String>> who) implements OperatorConfig {

        @Override
        public Optional<String> address() {
            return who.get();
        }

        @Override
        public String from() {
            return "nightmail@example.org";
        }

        @Override
        public Duration gather() {
            return GATHER;
        }
    }
}
