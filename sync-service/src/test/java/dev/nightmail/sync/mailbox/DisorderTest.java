package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.sync.imap.ScriptedServer;
import dev.nightmail.sync.imap.ScriptedServer.Line;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that say too much, too little or the wrong thing in the midst of a sync. */
@Tag("S5")
@Tag("S7")
class DisorderTest {

    private final SyncedAccount account = new SyncedAccount();
    private final OddInbox inbox = OddInbox.of(5);

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "SELECT", "UID SEARCH", "UID FETCH"})
    void byeInsteadOfAnAnswerIsNoAnswer(String step) throws IOException {
        inbox.overruled.put(step, "* BYE enough for today\r\n");

        assertStopsAndGoesOnLater();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "SELECT", "UID SEARCH", "UID FETCH"})
    void answerOfAnotherTagIsNoAnswer(String step) throws IOException {
        var answer = inbox.apply(step.startsWith("UID FETCH") ? "UID FETCH 1:5 (UID)" : step);
        inbox.overruled.put(step, answer.replace("TAG OK", "X1 OK"));

        assertStopsAndGoesOnLater();
    }

    @Test
    void messageThatIsToldTwiceIsStoredOnce() throws IOException {
        inbox.messages.replaceAll((_, said) -> said + said);
        inbox.overruled.put("UID SEARCH", "* SEARCH 1 1 2 3 4 5 5\r\nTAG OK done\r\n");

        account.sync(inbox);

        assertIsWhole();
    }

    @Test
    void messagesUnderOneUidAreOne() throws IOException {
        inbox.messages.computeIfPresent(
                2L, (_, said) -> said + said.replace("<2@example.com>", "<3@example.com>"));

        account.sync(inbox);

        assertIsWhole();
    }

    @Test
    void messageThatWasNotAskedForIsNotStored() throws IOException {
        inbox.messages.computeIfPresent(2L, (_, said) -> said + said.replace("UID 2", "UID 77"));

        account.sync(inbox);

        assertIsWhole();
    }

    @Test
    void messageWithoutItsUidIsAskedForByItself() throws IOException {
        inbox.messages.computeIfPresent(2L, (_, said) -> said.replace("UID 2 ", ""));

        account.sync(inbox);

        assertThat(account.messages("uid")).containsExactly("1", "3", "4", "5");
        assertThat(account.quarantine()).containsExactly("2 not-answered");
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    void expungeInTheMidstOfAPageIsFollowedInTheSameSync() throws IOException {
        inbox.beforeFetch =
                () -> {
                    if (inbox.messages.remove(2L) != null) {
                        inbox.messages.computeIfPresent(3L, (_, said) -> "* 2 EXPUNGE\r\n" + said);
                    }
                };

        account.sync(inbox);

        assertThat(account.messages("uid")).containsExactly("1", "3", "4", "5");
        assertThat(account.quarantine()).isEmpty();
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    void arrivalInTheMidstOfAPageIsNotCalledAFault() throws IOException {
        inbox.beforeFetch =
                () -> {
                    if (!inbox.messages.containsKey(6L)) {
                        inbox.add(6);
                        inbox.messages.computeIfPresent(3L, (_, said) -> "* 6 EXISTS\r\n" + said);
                    }
                };

        account.sync(inbox);
        account.sync(inbox);

        assertThat(account.messages("uid")).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    void lineThatBringsAByteAtATimeBringsEverything() throws IOException {
        try (var server = ScriptedServer.answering(inbox).over(Line.DRIPPING)) {
            account.sync(server::login);
        }

        assertIsWhole();
    }

    @Test
    void thousandsOfLinesThatNobodyAskedForChangeNothing() throws IOException {
        var noise =
                "* OK still here\r\n* 5 EXISTS\r\n* FLAGS (\\Seen)\r\n* X-ODD (\"a\" {3}\r\nb\r\n)\r\n"
                        .repeat(5_000);
        inbox.messages.computeIfPresent(3L, (_, said) -> noise + said + noise);

        account.sync(inbox);

        assertIsWhole();
    }

    private void assertStopsAndGoesOnLater() throws IOException {
        account.sync(inbox);

        assertThat(account.messages("uid")).isEmpty();
        assertThat(account.quarantine()).isEmpty();
        assertThat(account.ledger()).allMatch(mailbox -> mailbox.verifiedAt().isEmpty());

        inbox.overruled.clear();
        account.sync(inbox);

        assertIsWhole();
    }

    private void assertIsWhole() {
        assertThat(account.messages("uid")).isEqualTo(List.of("1", "2", "3", "4", "5"));
        assertThat(account.quarantine()).isEmpty();
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }
}
