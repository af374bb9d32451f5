package dev.nightmail.mail.delivery;

import static dev.nightmail.mail.smtp.ScriptedSmtpServer.DROP;
import static dev.nightmail.mail.smtp.ScriptedSmtpServer.FINAL_DOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.security.TestSecrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.Ran;
import dev.nightmail.mail.smtp.ScriptedSmtpServer;
import dev.nightmail.mail.smtp.TestSmtp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M2")
class SendMessageJobTest {

    private static final Duration LADDER_STEP = Duration.ofMinutes(16);
    private static final Map<String, String> GREYLISTED = Map.of("RCPT", "450 4.2.0 later");

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private final TestJobs engine = new TestJobs();
    private final OutgoingMessageRepository messages = new OutgoingMessageRepository(engine.sql);
    private final Secrets secrets = TestSecrets.fresh();
    private final UUID tenant = TestAccounts.newTenant();
    private final UUID account =
            TestAccounts.newAccount(engine.sql, secrets, tenant, server.port());
    private final SendMessageJob job =
            new SendMessageJob(
                    messages,
                    new AccountRepository(engine.sql, secrets),
                    TestSmtp.client(),
                    engine.clock);

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void acceptedMessageIsMarkedSentWithTheJob() {
        var message = queue();

        var ran = run(message);

        assertThat(ran.jobState()).contains("completed");
        assertThat(ran.counts()).containsEntry("sent", 1L);
        assertThat(find(message).state()).isEqualTo(MessageState.SENT);
        assertThat(find(message).reply()).isEqualTo("250 2.0.0");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void secondJobForAMessageDoesNothing() {
        var message = queue();
        var args = new SendMessageJob.Args(message.id());

        var second = engine.run(job, args, tenant);

        assertThat(second.jobState()).contains("cancelled");
        assertThat(second.errorCode()).isEqualTo("another-jobs-message");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void connectionLostBeforeTheDotIsTriedAgainAndTheMessageArrivesOnce() {
        server.then(Map.of("DATA", "354 go on " + DROP));
        var message = queue();

        var first = run(message);
        engine.later(LADDER_STEP);
        var second = engine.attempt(job, first.jobId());

        assertThat(first.liveState()).contains("retryable/");
        assertThat(first.errorCode()).isEqualTo("data-lost");
        assertThat(second.jobState()).contains("completed");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void connectionLostBehindTheDotIsInDoubtAndNeverSentAgain() {
        server.then(Map.of(FINAL_DOT, DROP));
        var message = queue();

        var ran = run(message);
        engine.later(Duration.ofDays(1));

        assertThat(ran.liveState()).contains("scheduled/uncertain");
        assertThat(engine.liveState(ran.jobId())).contains("scheduled/uncertain");
        assertThat(find(message).state()).isEqualTo(MessageState.UNCERTAIN);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void attemptAfterADeathBehindTheIntentSendsNothing() {
        var message = queue();
        engine.sql.transact(
                Access.worker(tenant),
                () ->
                        engine.sql.update(
                                """
                                INSERT INTO jobs.effect (job_id, name, tenant_id, stable_id, token, intended_at)
                                VALUES (?, 'smtp', ?, ?, 0, jobs.clock())
                                """,
                                message.jobId(),
                                tenant,
                                message.messageId()));

        var ran = run(message);

        assertThat(ran.liveState()).contains("scheduled/uncertain");
        assertThat(find(message).state()).isEqualTo(MessageState.UNCERTAIN);
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void deferralBehindTheDotIsTriedAgain() {
        server.then(Map.of(FINAL_DOT, "452 4.3.1 full"));
        var message = queue();

        var first = run(message);
        engine.later(LADDER_STEP);
        var second = engine.attempt(job, first.jobId());

        assertThat(first.errorCode()).isEqualTo("452 4.3.1");
        assertThat(second.jobState()).contains("completed");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    @Tag("M3")
    void refusalEndsTheMessageAndTheJob() {
        server.then(Map.of("RCPT", "550 5.1.1 <bert@example.org> unknown"));
        var message = queue();

        var ran = run(message);

        assertThat(ran.jobState()).contains("discarded");
        assertThat(find(message).state()).isEqualTo(MessageState.FAILED);
        assertThat(find(message).reply()).isEqualTo("550 5.1.1");
    }

    @Test
    @Tag("M3")
    void messageFailsWithTheLastAttemptOfItsJob() {
        var pauses = SendMessageJob.KIND.retries();
        server.then(GREYLISTED);
        var message = queue();

        var ran = run(message);
        for (var pause : pauses) {
            assertThat(find(message).state()).isEqualTo(MessageState.QUEUED);
            server.then(GREYLISTED);
            engine.later(pause);
            ran = engine.attempt(job, ran.jobId());
        }

        assertThat(ran.jobState()).contains("discarded");
        assertThat(find(message).state()).isEqualTo(MessageState.FAILED);
    }

    @Test
    @Tag("M3")
    void messageOutlivesAnOutageOfThreeDays() {
        server.then(GREYLISTED);
        var message = queue();

        var ran = run(message);
        var outage = Duration.ZERO;
        for (var pause : SendMessageJob.KIND.retries()) {
            if (outage.plus(pause).compareTo(Duration.ofDays(3)) < 0) {
                outage = outage.plus(pause);
                server.then(GREYLISTED);
            }
            engine.later(pause);
            ran = engine.attempt(job, ran.jobId());
            if (ran.jobState().isPresent()) {
                break;
            }
        }

        assertThat(ran.jobState()).contains("completed");
        assertThat(server.received()).hasSize(1);
    }

    private Ran run(OutgoingMessage message) {
        return engine.attempt(job, message.jobId());
    }

    private OutgoingMessage find(OutgoingMessage message) {
        return engine.sql
                .transaction(Access.request(tenant), () -> messages.find(message.id()))
                .orElseThrow();
    }

    private OutgoingMessage queue() {
        var id = engine.ids.next();
        var email = new NewEmail(account, List.of("bert@example.org"), "x", "text");
        var sender = new Sender(account, "anna@example.org", "Anna");
        var plain =
                new PlainMessage("<" + id + "@example.org>", sender, email, engine.clock.instant());
        var jobId = engine.enqueue(job, new SendMessageJob.Args(id), tenant);
        var message = OutgoingMessage.queued(id, jobId, plain);
        engine.sql.transact(
                Access.request(tenant), () -> messages.insert(tenant, message, plain.toBytes()));
        return message;
    }
}
