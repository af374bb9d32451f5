package dev.nightmail.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.mail.smtp.Refusal;
import dev.nightmail.mail.smtp.SmtpOutcome;
import dev.nightmail.mail.smtp.SmtpOutcome.Accepted;
import dev.nightmail.mail.smtp.SmtpOutcome.Deferred;
import dev.nightmail.mail.smtp.SmtpOutcome.NoReply;
import dev.nightmail.mail.smtp.SmtpOutcome.Rejected;
import dev.nightmail.mail.smtp.SmtpReply;
import dev.nightmail.mail.verdict.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M2")
class RecipientsTest {

    private static final SmtpOutcome TAKEN = new Accepted(new SmtpReply(250, "2.0.0"));
    private static final SmtpOutcome LATER =
            new Deferred(Refusal.of(Stage.RCPT, new SmtpReply(450, "4.2.0")));
    private static final SmtpOutcome NEVER =
            new Rejected(Refusal.of(Stage.RCPT, new SmtpReply(550, "5.1.1")));

    private final Recipients three =
            Recipients.waiting(List.of("a@x.test", "b@x.test", "c@x.test"));

    @Test
    void messageIsPartlySentOnceAllAreDecidedAndSomeRefused() {
        var after = three.after(Map.of("a@x.test", TAKEN, "b@x.test", NEVER, "c@x.test", TAKEN));

        assertThat(after.state()).isEqualTo(MessageState.PARTLY_SENT);
        assertThat(after.reply()).isEqualTo("550 5.1.1");
        assertThat(after.open()).isEmpty();
    }

    @Test
    void messageWaitsForWhoIsRefusedForNowOnly() {
        var after = three.after(Map.of("a@x.test", TAKEN, "b@x.test", LATER, "c@x.test", NEVER));

        assertThat(after.state()).isEqualTo(MessageState.QUEUED);
        assertThat(after.open()).containsExactly("b@x.test");
        assertThat(after.givenUp("spent").state()).isEqualTo(MessageState.PARTLY_SENT);
    }

    @Test
    void messageThatNobodyMayHaveHasFailed() {
        var after = three.after(Map.of("a@x.test", NEVER, "b@x.test", NEVER, "c@x.test", NEVER));

        assertThat(after.state()).isEqualTo(MessageState.FAILED);
    }

    @Test
    void dotStandsForAllThatAreOpenUnlessSomeAreNamed() {
        var offered = three.offeredBut(Map.of("b@x.test", LATER, "c@x.test", NEVER));

        assertThat(three.inDoubt()).containsExactly("a@x.test", "b@x.test", "c@x.test");
        assertThat(offered.inDoubt()).containsExactly("a@x.test");
        assertThat(offered.open()).containsExactly("a@x.test", "b@x.test");
    }

    @Test
    void secondEnvelopeStandsForItsOwnRecipients() {
        var first = three.offeredBut(Map.of("b@x.test", LATER));

        var second = first.offeredBut(Map.of());

        assertThat(second.inDoubt()).containsExactlyElementsOf(second.open());
    }

    @Test
    void whoWasRefusedBeforeTheDotIsNotInDoubt() {
        var offered = three.offeredBut(Map.of("b@x.test", LATER, "c@x.test", NEVER));

        var doubted = offered.doubted();

        assertThat(states(doubted)).containsExactly("uncertain", "waiting", "failed");
        assertThat(doubted.doubted()).isEqualTo(doubted);
        assertThat(states(doubted.resolved(true, "seen")))
                .containsExactly("sent", "waiting", "failed");
        assertThat(states(doubted.resolved(false, "not")))
                .containsExactly("waiting", "waiting", "failed");
    }

    @Test
    void noReplyLeavesInDoubtOnlyWhoWasOffered() {
        var after =
                three.after(
                        Map.of("a@x.test", new NoReply(), "b@x.test", LATER, "c@x.test", NEVER));

        assertThat(after.state()).isEqualTo(MessageState.UNCERTAIN);
        assertThat(states(after)).containsExactly("uncertain", "waiting", "failed");
    }

    @Test
    void eachAddressIsARecipientOnce() {
        assertThat(Recipients.waiting(List.of("a@x.test", "a@x.test")).all()).hasSize(1);
    }

    private static List<String> states(Recipients recipients) {
        return recipients.all().stream().map(one -> one.state().text()).toList();
    }
}
