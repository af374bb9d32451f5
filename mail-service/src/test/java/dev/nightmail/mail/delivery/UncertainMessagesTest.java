package dev.nightmail.mail.delivery;

import static dev.nightmail.mail.smtp.ScriptedSmtpServer.DROP;
import static dev.nightmail.mail.smtp.ScriptedSmtpServer.FINAL_DOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.mail.delivery.Resolution.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J10")
@Tag("M2")
class UncertainMessagesTest {

    private final Deliveries mail = new Deliveries();

    @AfterEach
    void stop() throws IOException {
        mail.close();
    }

    @Test
    void messageThatWasSentAfterAllEndsItsJobAndIsNotSentAgain() {
        var message = uncertain();

        var resolved = resolve(message, Outcome.SENT);
        var ran = mail.run(message);

        assertThat(resolved.state()).isEqualTo(MessageState.SENT);
        assertThat(resolved.endedAt()).isPresent();
        assertThat(ran.jobState()).contains("completed");
        assertThat(mail.find(message).state()).isEqualTo(MessageState.SENT);
        assertThat(mail.server.received()).hasSize(1);
        assertThat(causes(message)).containsExactly("", "resolved as sent by key:ada");
    }

    @Test
    void messageThatWasNotSentIsSentOnceMoreUnderTheSameMessageId() {
        var message = uncertain();

        var resolved = resolve(message, Outcome.NOT_SENT);
        var ran = mail.run(message);

        assertThat(resolved.state()).isEqualTo(MessageState.QUEUED);
        assertThat(ran.jobState()).contains("completed");
        assertThat(mail.find(message).state()).isEqualTo(MessageState.SENT);
        assertThat(mail.server.received())
                .hasSize(2)
                .allSatisfy(raw -> assertThat(raw).contains(message.messageId()));
        assertThat(causes(message)).containsExactly("", "resolved as not-sent by key:ada");
    }

    @Test
    void messageWhoseJobIsHeldForItsDeathsIsUncertainToo() {
        var message = mail.queue();
        TestDatabase.asOwner(
                "UPDATE jobs.job SET state = 'scheduled', reason = 'uncertain', run_at = 'infinity' WHERE id = '%s'"
                        .formatted(message.jobId()));

        assertThat(mail.find(message).state()).isEqualTo(MessageState.UNCERTAIN);
        assertThat(resolve(message, Outcome.NOT_SENT).state()).isEqualTo(MessageState.QUEUED);
    }

    @Test
    void messageThatIsSentAgainInVainIsUncertainAgain() {
        var message = uncertain();
        mail.server.then(Map.of(FINAL_DOT, DROP));

        resolve(message, Outcome.NOT_SENT);
        var ran = mail.run(message);

        assertThat(ran.liveState()).contains("scheduled/uncertain");
        assertThat(mail.find(message).state()).isEqualTo(MessageState.UNCERTAIN);
    }

    @Test
    void whatIsNotUncertainIsRefusedAndUnchanged() {
        var queued = mail.queue();
        var resolved = uncertain();
        resolve(resolved, Outcome.SENT);

        assertThatThrownBy(() -> resolve(queued, Outcome.SENT)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> resolve(resolved, Outcome.NOT_SENT)).isInstanceOf(Problem.class);

        assertThat(mail.find(queued).state()).isEqualTo(MessageState.QUEUED);
        assertThat(mail.find(resolved).state()).isEqualTo(MessageState.SENT);
    }

    @Test
    @Tag("P2")
    void anotherTenantCannotResolveIt() {
        var message = uncertain();

        assertThatThrownBy(() ->
                        mail.engine.sql.transact(
                                Access.worker(UUID.randomUUID()),
                                () -> {
                                    mail.uncertain.resolve(message.id(), Outcome.SENT, "key:eve");
                                }))
                .isInstanceOf(Problem.class);

        assertThat(mail.engine.liveState(message.jobId())).contains("scheduled/uncertain");
    }

    private OutgoingMessage uncertain() {
        mail.server.then(Map.of(FINAL_DOT, DROP));
        var message = mail.queue();
        mail.run(message);
        return message;
    }

    private OutgoingMessage resolve(OutgoingMessage message, Outcome outcome) {
        return mail.engine.sql.transaction(
                Access.worker(mail.tenant),
                () -> mail.uncertain.resolve(message.id(), outcome, "key:ada"));
    }

    private List<String> causes(OutgoingMessage message) {
        return mail.engine.sql.transaction(
                Access.request(mail.tenant),
                () ->
                        mail.engine.sql.query(
                                "SELECT cause FROM jobs.attempt WHERE job_id = ? ORDER BY attempt",
                                row -> row.getString("cause"),
                                message.jobId()));
    }
}
