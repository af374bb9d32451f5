package dev.nightmail.mail.delivery;

import static dev.nightmail.mail.smtp.ScriptedSmtpServer.DROP;
import static dev.nightmail.mail.smtp.ScriptedSmtpServer.FINAL_DOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M2")
class SendMessageJobTest {

    private static final Duration LADDER_STEP = Duration.ofMinutes(16);
    private static final Map<String, String> GREYLISTED = Map.of("RCPT", "450 4.2.0 later");

    private final Deliveries mail = new Deliveries();

    @AfterEach
    void stop() throws IOException {
        mail.close();
    }

    @Test
    void acceptedMessageIsMarkedSentWithTheJob() {
        var message = mail.queue();

        var ran = mail.run(message);

        assertThat(ran.jobState()).contains("completed");
        assertThat(ran.counts()).containsEntry("sent", 1L);
        assertThat(mail.find(message).state()).isEqualTo(MessageState.SENT);
        assertThat(mail.find(message).reply()).isEqualTo("250 2.0.0");
        assertThat(mail.server.received()).hasSize(1);
    }

    @Test
    @Tag("J11")
    void dryRunTakesTheMessageForAcceptedAndReachesNoServer() {
        var message = mail.queue();
        var before = TestDatabase.digest(mail.tenant);

        var report =
                mail.engine.dryRun(mail.job, new SendMessageJob.Args(message.id()), mail.tenant);

        assertThat(TestDatabase.digest(mail.tenant)).isEqualTo(before);
        assertThat(mail.server.commands()).isEmpty();
        assertThat(report.effect("smtp").first()).containsExactly(message.messageId());
        assertThat(report.rows("mail.outgoing_message").updated()).isOne();
        assertThat(report.counts()).isEqualTo(mail.run(message).counts());
    }

    @Test
    void secondJobForAMessageDoesNothing() {
        var message = mail.queue();
        var args = new SendMessageJob.Args(message.id());

        var second = mail.engine.run(mail.job, args, mail.tenant);

        assertThat(second.jobState()).contains("cancelled");
        assertThat(second.errorCode()).isEqualTo("another-jobs-message");
        assertThat(mail.server.received()).isEmpty();
    }

    @Test
    void connectionLostBeforeTheDotIsTriedAgainAndTheMessageArrivesOnce() {
        mail.server.then(Map.of("DATA", DROP));
        var message = mail.queue();

        var first = mail.run(message);
        mail.engine.later(LADDER_STEP);
        var second = mail.engine.attempt(mail.job, first.jobId());

        assertThat(first.liveState()).contains("retryable/");
        assertThat(first.errorCode()).isEqualTo("data-lost");
        assertThat(second.jobState()).contains("completed");
        assertThat(mail.server.received()).hasSize(1);
    }

    @Test
    void connectionLostBehindTheDotIsInDoubtAndNeverSentAgain() {
        mail.server.then(Map.of(FINAL_DOT, DROP));
        var message = mail.queue();

        var ran = mail.run(message);
        mail.engine.later(Duration.ofDays(1));

        assertThat(ran.liveState()).contains("scheduled/uncertain");
        assertThat(mail.engine.liveState(ran.jobId())).contains("scheduled/uncertain");
        assertThat(mail.find(message).state()).isEqualTo(MessageState.UNCERTAIN);
        assertThat(mail.server.received()).hasSize(1);
    }

    @Test
    void attemptAfterADeathBehindTheIntentSendsNothing() {
        mail.server.then(GREYLISTED);
        var message = mail.queue();
        mail.run(message);
        mail.engine.later(LADDER_STEP);
        int commands = mail.server.commands().size();
        mail.engine.sql.transact(
                Access.worker(mail.tenant),
                () ->
                        mail.engine.sql.update(
                                """
                                INSERT INTO jobs.effect (job_id, name, tenant_id, stable_id, token, intended_at)
                                VALUES (?, 'smtp', ?, ?, 0, jobs.clock())
                                """,
                                message.jobId(),
                                mail.tenant,
                                message.messageId()));

        var ran = mail.run(message);

        assertThat(ran.liveState()).contains("scheduled/uncertain");
        assertThat(mail.find(message).state()).isEqualTo(MessageState.UNCERTAIN);
        assertThat(mail.server.commands()).hasSize(commands);
    }

    @Test
    void deferralBehindTheDotIsTriedAgain() {
        mail.server.then(Map.of(FINAL_DOT, "452 4.3.1 full"));
        var message = mail.queue();

        var first = mail.run(message);
        mail.engine.later(LADDER_STEP);
        var second = mail.engine.attempt(mail.job, first.jobId());

        assertThat(first.errorCode()).isEqualTo("452 4.3.1");
        assertThat(second.jobState()).contains("completed");
        assertThat(mail.server.received()).hasSize(1);
    }

    @Test
    @Tag("M3")
    void refusalEndsTheMessageAndTheJob() {
        mail.server.then(Map.of("RCPT", "550 5.1.1 <bert@example.org> unknown"));
        var message = mail.queue();

        var ran = mail.run(message);

        assertThat(ran.jobState()).contains("discarded");
        assertThat(mail.find(message).state()).isEqualTo(MessageState.FAILED);
        assertThat(mail.find(message).reply()).isEqualTo("550 5.1.1");
    }

    @Test
    @Tag("M2")
    void messageWhoseJobIsCancelledIsCancelled() {
        var message = mail.queue();
        assertThat(mail.find(message).state()).isEqualTo(MessageState.QUEUED);

        mail.engine.sql.transaction(
                Access.worker(mail.tenant),
                () -> mail.engine.steering.cancel(message.jobId(), "ada", "a test"));

        assertThat(mail.find(message).state()).isEqualTo(MessageState.CANCELLED);
    }

    @Test
    @Tag("M2")
    void messageWhoseJobIsGoneHasFailed() {
        var message = mail.queue();

        TestDatabase.asOwner("DELETE FROM jobs.job WHERE id = '%s'".formatted(message.jobId()));

        assertThat(mail.find(message).state()).isEqualTo(MessageState.FAILED);
    }

    @Test
    @Tag("M3")
    void messageFailsWithTheLastAttemptOfItsJob() {
        var pauses = SendMessageJob.KIND.retries();
        mail.server.then(GREYLISTED);
        var message = mail.queue();

        var ran = mail.run(message);
        for (var pause : pauses) {
            assertThat(mail.find(message).state()).isEqualTo(MessageState.QUEUED);
            mail.server.then(GREYLISTED);
            mail.engine.later(pause);
            ran = mail.engine.attempt(mail.job, ran.jobId());
        }

        assertThat(ran.jobState()).contains("discarded");
        assertThat(mail.find(message).state()).isEqualTo(MessageState.FAILED);
    }

    @Test
    @Tag("M3")
    void messageOutlivesAnOutageOfThreeDays() {
        mail.server.then(GREYLISTED);
        var message = mail.queue();

        var ran = mail.run(message);
        var outage = Duration.ZERO;
        for (var pause : SendMessageJob.KIND.retries()) {
            if (outage.plus(pause).compareTo(Duration.ofDays(3)) < 0) {
                outage = outage.plus(pause);
                mail.server.then(GREYLISTED);
            }
            mail.engine.later(pause);
            ran = mail.engine.attempt(mail.job, ran.jobId());
            if (ran.jobState().isPresent()) {
                break;
            }
        }

        assertThat(ran.jobState()).contains("completed");
        assertThat(mail.server.received()).hasSize(1);
    }

    @Test
    @Tag("M3")
    void greylistingWithA5yzIsTriedAgainWhenTheServerWantsUsBack() {
        mail.server.then(Map.of("RCPT", "550 5.7.1 Greylisted, come back in 10 minutes"));
        var message = mail.queue();

        var before = mail.engine.clock.instant();
        mail.run(message);
        var waiting = mail.timeline(message);
        mail.engine.later(Duration.ofMinutes(10));
        var ran = mail.run(message);

        assertThat(waiting.state()).isEqualTo("queued");
        assertThat(waiting.next().flatMap(NextAttempt::at))
                .hasValueSatisfying(at ->
                        assertThat(Duration.between(before, at))
                                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11)));
        assertThat(ran.jobState()).contains("completed");
        assertThat(mail.server.received()).hasSize(1);
    }

    @Test
    @Tag("M3")
    @Tag("M9")
    void refusedLogInIsNoVerdictOnTheMessageAndSaysWhy() {
        mail.server.then(Map.of("AUTH", "535 5.7.8 wrong"));
        var message = mail.queue();

        var ran = mail.run(message);

        assertThat(ran.errorCode()).isEqualTo("account-paused");
        assertThat(mail.timeline(message).entries().getFirst().answers())
                .containsExactly(
                        new TimelineEntry.Answer(
                                "bert@example.org",
                                "auth-535",
                                "5.7.8 wrong",
                                "auth-refused",
                                "auth"));
    }
}
