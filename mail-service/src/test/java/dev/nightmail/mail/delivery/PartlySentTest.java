package dev.nightmail.mail.delivery;

import static dev.nightmail.mail.smtp.ScriptedSmtpServer.DROP;
import static dev.nightmail.mail.smtp.ScriptedSmtpServer.FINAL_DOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.sql.Access;
import dev.nightmail.mail.smtp.Refusal;
import dev.nightmail.mail.smtp.SmtpOutcome.Rejected;
import dev.nightmail.mail.smtp.SmtpReply;
import dev.nightmail.mail.verdict.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M2")
class PartlySentTest {

    private static final String BERT = "bert@example.org";
    private static final String CARL = "carl@example.org";
    private static final Map<String, String> CARL_LATER =
            Map.of("RCPT TO:<" + CARL + ">", "450 4.2.0 greylisted");

    private final Deliveries mail = new Deliveries();
    private final OutgoingMessage message = mail.queue(mail.engine.ids.next(), BERT, CARL);

    @AfterEach
    void stop() throws IOException {
        mail.close();
    }

    @Test
    void whoHasTheMessageIsNotOfferedItAgain() {
        mail.server.then(CARL_LATER);

        var first = mail.run(message);
        var between = states();
        mail.engine.later(Duration.ofMinutes(16));
        var second = mail.run(message);

        assertThat(first.liveState()).contains("retryable/");
        assertThat(between).containsExactly("sent", "waiting");
        assertThat(second.jobState()).contains("completed");
        assertThat(states()).containsExactly("sent", "sent");
        assertThat(mail.server.received()).hasSize(2);
        assertThat(offers(BERT)).isOne();
        assertThat(offers(CARL)).isEqualTo(2);
    }

    @Test
    void refusedRecipientEndsAndTheOtherHasTheMessage() {
        mail.server.then(Map.of("RCPT TO:<" + BERT + ">", "550 5.1.1 unknown"));

        var ran = mail.run(message);

        assertThat(ran.jobState()).contains("completed");
        assertThat(mail.find(message).state()).isEqualTo(MessageState.PARTLY_SENT);
        assertThat(mail.find(message).endedAt()).isPresent();
        assertThat(states()).containsExactly("failed", "sent");
        assertThat(mail.server.received()).hasSize(1);
    }

    @Test
    @Tag("J10")
    void onlyWhoWasOfferedIsInDoubtAndTheOtherFollowsOnceThatIsResolved() {
        mail.server.then(Map.of("RCPT TO:<" + CARL + ">", "450 4.2.0 greylisted", FINAL_DOT, DROP));

        var ran = mail.run(message);
        var between = states();
        resolve(Resolution.Outcome.SENT);
        var resolved = mail.find(message).state();
        var last = mail.run(message);

        assertThat(ran.liveState()).contains("scheduled/uncertain");
        assertThat(between).containsExactly("uncertain", "waiting");
        assertThat(resolved).isEqualTo(MessageState.QUEUED);
        assertThat(last.jobState()).contains("completed");
        assertThat(states()).containsExactly("sent", "sent");
        assertThat(offers(BERT)).isOne();
    }

    @Test
    @Tag("J10")
    void deathBehindTheDotLeavesInDoubtOnlyThoseForWhomItStood() {
        var refused = new Rejected(Refusal.of(Stage.RCPT, new SmtpReply(550, "5.1.1")));
        inWorker(() ->
                mail.messages.update(
                        message.id(),
                        message.recipients().offeredBut(Map.of(BERT, refused)),
                        mail.engine.clock.instant()));
        inWorker(() ->
                mail.engine.sql.update(
                        """
                        INSERT INTO jobs.effect (job_id, name, tenant_id, stable_id, token, intended_at)
                        VALUES (?, 'smtp', ?, ?, 0, jobs.clock())
                        """,
                        message.jobId(),
                        mail.tenant,
                        message.messageId()));
        mail.engine.sql.transact(
                Access.worker(mail.tenant),
                () ->
                        mail.engine.sql.update(
                                "UPDATE jobs.job SET attempt = 1 WHERE id = ?", message.jobId()));

        var ran = mail.run(message);

        assertThat(ran.liveState()).contains("scheduled/uncertain");
        assertThat(states()).containsExactly("failed", "uncertain");
        assertThat(mail.server.received()).isEmpty();
    }

    @Test
    void whatIsStillOpenAtTheLastAttemptIsGivenUpAndTheMessageIsPartlySent() {
        mail.server.then(CARL_LATER);
        var ran = mail.run(message);
        for (var pause : SendMessageJob.KIND.retries()) {
            mail.server.then(CARL_LATER);
            mail.engine.later(pause);
            ran = mail.run(message);
        }

        assertThat(ran.jobState()).contains("completed");
        assertThat(mail.find(message).state()).isEqualTo(MessageState.PARTLY_SENT);
        assertThat(states()).containsExactly("sent", "failed");
    }

    @Test
    @Tag("M9")
    void timelineShowsEachAttemptWithPhaseAnswersAndWhatComesNext() {
        mail.server.then(CARL_LATER);
        mail.run(message);

        var waiting = mail.timeline(message);
        mail.engine.later(Duration.ofMinutes(16));
        mail.run(message);
        var over = mail.timeline(message);

        assertThat(waiting.state()).isEqualTo("queued");
        assertThat(waiting.next())
                .hasValueSatisfying(next -> {
                    assertThat(next.state()).isEqualTo("retryable");
                    assertThat(next.at()).isPresent();
                });
        assertThat(over.next()).isEmpty();
        assertThat(over.entries()).extracting(TimelineEntry::attempt).containsExactly(1, 2);
        assertThat(over.entries())
                .allSatisfy(entry -> assertThat(entry.phase()).contains("replied"));
        assertThat(over.entries().getFirst().reason()).contains("450 4.2.0");
        assertThat(over.entries().getFirst().answers())
                .containsExactly(
                        new TimelineEntry.Answer(BERT, "250 2.0.0", "2.0.0 kept", "", ""),
                        new TimelineEntry.Answer(
                                CARL, "450 4.2.0", "4.2.0 greylisted", "greylisted", "greylisted"));
        assertThat(over.entries().getLast().answers()).hasSize(1);
    }

    @Test
    @Tag("M9")
    void timelineOfAMessageInDoubtSaysThatAPersonHasToDecide() {
        mail.server.then(Map.of(FINAL_DOT, DROP));
        mail.run(message);

        var timeline = mail.timeline(message);

        assertThat(timeline.state()).isEqualTo("uncertain");
        assertThat(timeline.entries())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.phase()).contains("dot");
                    assertThat(entry.outcome()).contains("uncertain");
                });
        assertThat(timeline.next())
                .hasValueSatisfying(next -> {
                    assertThat(next.reason()).contains("uncertain");
                    assertThat(next.at()).isEmpty();
                });
    }

    private void resolve(Resolution.Outcome outcome) {
        inWorker(() -> mail.uncertain.resolve(message.id(), outcome, "key:ada"));
    }

    private void inWorker(Runnable work) {
        mail.engine.sql.transact(Access.worker(mail.tenant), work::run);
    }

    private long offers(String address) {
        return mail.server.commands().stream()
                .filter(line -> line.equals("RCPT TO:<" + address + ">"))
                .count();
    }

    private List<String> states() {
        return mail.find(message).recipients().all().stream()
                .map(one -> one.state().text())
                .toList();
    }
}
