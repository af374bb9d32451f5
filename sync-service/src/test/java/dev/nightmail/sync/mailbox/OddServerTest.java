package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.sync.imap.SelectedMailbox;
import dev.nightmail.sync.message.HeaderParser;
import dev.nightmail.sync.message.MessageHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is left of a mailbox whose server cannot, or will not, answer for all of it. */
@Tag("S7")
class OddServerTest {

    private static final String TWO_LISTED =
            "* LIST () \"/\" INBOX\r\n* LIST () \"/\" Archive\r\nTAG OK done\r\n";

    private final SyncedAccount account = new SyncedAccount();

    @Test
    void oneTornAnswerCostsOneMessageAndNeitherItsPageNorTheNext() throws IOException {
        var inbox = OddInbox.of(SyncedAccount.PAGE + 4);
        inbox.tear(SyncedAccount.PAGE + 2);

        var ran = account.sync(inbox);

        assertThat(ran.jobState()).contains("completed");
        assertThat(account.messages("uid")).hasSize(SyncedAccount.PAGE + 3).contains("1", "20");
        assertThat(account.quarantine()).containsExactly("22 not-understood");
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    void refusedMessageIsFoundAndQuarantined() throws IOException {
        for (var refusal : new String[] {"NO gone bad", "NO [SERVERBUG] oops"}) {
            var fresh = new SyncedAccount();
            var inbox = OddInbox.of(7);
            inbox.refuse(3, refusal);

            var ran = fresh.sync(inbox);

            assertThat(ran.jobState()).contains("completed");
            assertThat(fresh.messages("uid")).containsExactly("1", "2", "4", "5", "6", "7");
            assertThat(fresh.quarantine()).as(refusal).containsExactly("3 refused");
        }
    }

    @Test
    void commandThatTheServerDoesNotUnderstandForOneMessageCostsThatOne() throws IOException {
        var inbox = OddInbox.of(2);
        inbox.refuse(1, "BAD what");

        account.sync(inbox);

        assertThat(account.messages("uid")).containsExactly("2");
        assertThat(account.quarantine()).containsExactly("1 not-understood");
    }

    @Test
    void serverThatRefusesEverythingQuarantinesNothing() throws IOException {
        var inbox = OddInbox.of(SyncedAccount.PAGE + 4);
        inbox.overruled.put("UID FETCH", "TAG NO not today\r\n");

        account.sync(inbox);

        assertThat(account.quarantine()).isEmpty();
        assertThat(account.ledger("INBOX").complete()).isFalse();
        assertThat(account.ledger("INBOX").problem()).contains("UID FETCH: PERMANENT");
    }

    @Test
    void refusedMailboxSaysSoAndTheOthersGoOn() throws IOException {
        var inbox = OddInbox.of(2);
        inbox.overruled.put("LIST", TWO_LISTED);
        inbox.overruled.put("SELECT \"INBOX\"", "TAG NO [NOPERM] not yours\r\n");

        var ran = account.sync(inbox);

        assertThat(ran.jobState()).contains("completed");
        assertThat(account.ledger("INBOX").problem()).contains("SELECT: PERMANENT [NOPERM]");
        assertThat(account.ledger("INBOX").complete()).isFalse();
        assertThat(account.ledger("Archive").complete()).isTrue();

        inbox.overruled.remove("SELECT \"INBOX\"");
        account.sync(inbox);

        assertThat(account.ledger("INBOX").problem()).isEmpty();
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    @Tag("S9")
    void mailboxWhoseTroubleMayPassIsTriedAgainAfterTheOthers() throws IOException {
        var inbox = OddInbox.of(2);
        inbox.overruled.put("LIST", TWO_LISTED);
        inbox.overruled.put("SELECT \"INBOX\"", "TAG NO [INUSE] wait\r\n");

        var ran = account.sync(inbox);

        assertThat(ran.liveState()).contains("retryable/");
        assertThat(account.ledger("Archive").complete()).isTrue();
        assertThat(account.account("retry_count")).isEqualTo("1");
    }

    @Test
    @Tag("S5")
    void messageThatIsThereButNotAnsweredForIsQuarantined() throws IOException {
        var inbox = OddInbox.of(4);
        inbox.silence(2);

        account.sync(inbox);

        assertThat(account.quarantine()).containsExactly("2 not-answered");
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }

    @Test
    @Tag("S5")
    void ledgerThatDoesNotAddUpSaysSoAndMovesNoWatermark() throws IOException {
        var inbox = OddInbox.of(4);
        inbox.silence(2);
        inbox.overruled.put("UID SEARCH UID", "* SEARCH\r\nTAG OK done\r\n");

        account.sync(inbox);

        assertThat(account.ledger("INBOX").stored()).isEqualTo(3);
        assertThat(account.ledger("INBOX").complete()).isFalse();
        assertThat(account.ledger("INBOX").problem()).contains("incomplete");
        assertThat(account.ledger("INBOX").verifiedAt()).isEmpty();
    }

    @Test
    void headerThatDefeatsTheParserCostsOneMessage() throws IOException {
        account.parser =
                parsed(
                        "<3@",
                        _ -> {
                            throw new IllegalStateException("a fault of ours");
                        });

        account.sync(OddInbox.of(4));

        assertThat(account.messages("uid")).containsExactly("1", "2", "4");
        assertThat(account.quarantine()).containsExactly("3 unreadable-header");
    }

    @Test
    void messageThatTheDatabaseRefusesCostsItself() throws IOException {
        account.parser = parsed("<3@", subject -> subject + "\0");

        var ran = account.sync(OddInbox.of(7));

        assertThat(account.messages("uid")).containsExactly("1", "2", "4", "5", "6", "7");
        assertThat(account.quarantine()).containsExactly("3 not-storable");
        assertThat(account.ledger("INBOX").complete()).isTrue();
        assertThat(account.ledger("INBOX").covered()).isEqualTo("1:7");
        assertThat(ran.counts()).containsEntry("stored", 6L).containsEntry("quarantined", 1L);
    }

    @Test
    @Tag("S3")
    void pageOfHugeHeadersIsStoredInSmallerOnes() throws IOException {
        var inbox = new OddInbox();
        var huge =
                "Subject: tea\r\nX: " + "x".repeat(SelectedMailbox.HEADER_LIMIT - 50) + "\r\n\r\n";
        for (long uid = 1; uid <= SyncedAccount.PAGE; uid++) {
            inbox.add(uid, huge);
        }

        account.sync(inbox);

        assertThat(account.messages("subject")).hasSize(SyncedAccount.PAGE).containsOnly("tea");
        assertThat(account.quarantine()).isEmpty();
    }

    /** A parser that has its way with the subject of one message. */
    private static Function<byte[], MessageHeader> parsed(
            String id, UnaryOperator<String> subject) {
        var parser = new HeaderParser();
        return bytes -> {
            var read = parser.parse(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1).contains(id)
                    ? withSubject(read, subject.apply(read.subject()))
                    : read;
        };
    }

    private static MessageHeader withSubject(MessageHeader h, String subject) {
        return new MessageHeader(
                subject,
                h.participants(),
                h.date(),
                h.messageId(),
                h.inReplyTo(),
                h.references(),
                h.listId(),
                h.autoSubmitted());
    }
}
