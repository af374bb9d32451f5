package dev.nightmail.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.event.MailFact;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.Ran;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M3")
class AccountPauseTest {

    private static final Map<String, String> REFUSED = Map.of("AUTH", "535 5.7.8 wrong password");
    private static final Duration FIRST_PROBE = Duration.ofMinutes(5);

    private final Deliveries mail = new Deliveries();
    private final OutgoingMessage message = mail.queue();

    @AfterEach
    void stop() throws IOException {
        mail.close();
    }

    @Test
    void refusedLogInHoldsAllMailOfTheAccountBackAndSpendsNoAttempt() {
        var other = mail.queue();
        mail.server.then(REFUSED);

        var first = mail.run(message);
        int asked = mail.server.commands().size();
        var second = mail.run(other);

        assertThat(List.of(first, second))
                .allSatisfy(ran -> {
                    assertThat(ran.errorCode()).isEqualTo("account-paused");
                    assertThat(ran.liveState())
                            .hasValueSatisfying(state -> assertThat(state).startsWith("scheduled"));
                });
        assertThat(mail.server.commands()).hasSize(asked);
        assertThat(told()).containsExactly("sending-paused");
    }

    @Test
    void oneMessageFindsOutThatItIsOverAndTheOthersFollow() {
        var other = mail.queue();
        mail.server.then(REFUSED);
        mail.run(message);
        mail.run(other);
        mail.engine.later(FIRST_PROBE);

        var first = mail.run(message);
        var second = mail.run(other);

        assertThat(List.of(first, second))
                .allSatisfy(ran -> assertThat(ran.jobState()).contains("completed"));
        assertThat(mail.server.received()).hasSize(2);
        assertThat(told()).containsExactly("sending-paused", "sending-resumed");
    }

    @Test
    void whileOneMessageFindsOutTheOthersAreNotOffered() {
        var other = mail.queue();
        mail.server.then(REFUSED);
        mail.run(message);
        mail.run(other);
        mail.engine.later(FIRST_PROBE);
        mail.server.then(REFUSED);

        mail.run(message);
        int asked = mail.server.commands().size();
        var held = mail.run(other);

        assertThat(held.errorCode()).isEqualTo("account-paused");
        assertThat(mail.server.commands()).hasSize(asked);
    }

    @Test
    void daysOfRefusalsAreToldOnceAndTheMessageFailsWithoutHavingLostAnAttempt() {
        Ran ran = null;
        int probes = 0;
        for (; ran == null || ran.jobState().isEmpty(); probes++) {
            mail.server.then(REFUSED);
            ran = mail.run(message);
            mail.engine.later(Duration.ofHours(6));
        }

        assertThat(probes).isBetween(20, 23);
        assertThat(ran.jobState()).contains("discarded");
        assertThat(mail.find(message).state()).isEqualTo(MessageState.FAILED);
        assertThat(told()).containsExactly("sending-paused");
    }

    @Test
    void whatTheOwnerHasChangedIsTriedWithTheNextMessage() {
        mail.server.then(REFUSED);
        mail.run(message);
        mail.engine.sql.transact(
                Access.request(mail.tenant),
                () ->
                        mail.engine.sql.update(
                                "UPDATE sync.account SET secret = ? WHERE id = ?",
                                mail.secrets.encrypt("another", mail.tenant, mail.account),
                                mail.account));

        var next = mail.run(mail.queue());

        assertThat(next.jobState()).contains("completed");
        assertThat(told()).containsExactly("sending-paused", "sending-resumed");
    }

    @Test
    void serverThatWantsALogInBehindMailIsHeardLikewise() {
        mail.server.then(Map.of("RCPT", "530 5.7.0 Authentication required"));

        var ran = mail.run(message);

        assertThat(ran.errorCode()).isEqualTo("account-paused");
        assertThat(mail.find(message).state()).isEqualTo(MessageState.QUEUED);
        assertThat(told()).containsExactly("sending-paused");
    }

    @Test
    void serverThatOnlyHasTroubleWithLogInsPausesNobody() {
        mail.server.then(Map.of("AUTH", "454 4.7.0 Temporary authentication failure"));

        var ran = mail.run(message);

        assertThat(ran.liveState()).contains("retryable/");
        assertThat(told()).isEmpty();
    }

    /** What consumers read of the account, in order. */
    private List<String> told() {
        return mail.engine.sql.transaction(
                Access.machinery(),
                () ->
                        mail.engine.sql.query(
                                """
                                SELECT replace(event::jsonb ->> 'type', 'dev.nightmail.account.', '')
                                FROM events.outbox WHERE topic = ? AND key = ? ORDER BY id
                                """,
                                row -> row.getString(1),
                                MailFact.TOPIC,
                                mail.tenant + "/" + mail.account));
    }
}
