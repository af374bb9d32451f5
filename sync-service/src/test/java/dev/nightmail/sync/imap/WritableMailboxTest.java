package dev.nightmail.sync.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S11")
class WritableMailboxTest {

    private static final String PLAIN = "From: ada@example.com\r\nSubject: tea\r\n\r\nAt four.\r\n";
    private static final MailboxName ARCHIVE = MailboxName.ofText("Archive");
    private static final String SELECTED =
            "* 1 EXISTS\r\n* OK [UIDVALIDITY 1] era\r\n* OK [HIGHESTMODSEQ 9] now\r\n";

    private final RemoteUser user = RemoteUser.fresh();

    @Test
    void oneFlagIsSetAndClearedAndTheOthersStay() throws IOException {
        user.receive(PLAIN, "F");
        try (var connection = user.open()) {
            var inbox = connection.select(MailboxName.INBOX);

            var stored = inbox.store(1, "\\Seen", true, now(inbox));
            var seen = inbox.flagsOf(1).orElseThrow();
            inbox.store(1, "\\Flagged", false, seen.modSeq());

            assertThat(stored).isEqualTo(new StoreOutcome.Stored(seen.modSeq()));
            assertThat(seen.flags()).containsExactly("\\Flagged", "\\Seen");
            assertThat(inbox.flagsOf(1).orElseThrow().flags()).containsExactly("\\Seen");
        }
    }

    @Test
    void changeOfSomebodyElseInBetweenStopsAConditionalStore() throws IOException {
        user.receive(PLAIN, "");
        try (var mine = user.open();
                var theirs = user.open()) {
            var inbox = mine.select(MailboxName.INBOX);
            var before = now(inbox);
            theirs.select(MailboxName.INBOX).store(1, "\\Answered", true, OptionalLong.empty());

            assertThat(inbox.store(1, "\\Seen", true, before))
                    .isEqualTo(new StoreOutcome.Modified());
            assertThat(inbox.flagsOf(1).orElseThrow().flags()).containsExactly("\\Answered");
            assertThat(inbox.store(1, "\\Seen", true, now(inbox)))
                    .isInstanceOf(StoreOutcome.Stored.class);
        }
    }

    @Test
    void movedMessageIsInTheOtherMailboxUnderTheUidThatTheServerTells() throws IOException {
        user.receive(PLAIN, "S");
        RemoteUserFolders.add(user, "Archive");
        try (var connection = user.open()) {
            var inbox = connection.select(MailboxName.INBOX);
            assertThat(inbox.canMove()).isTrue();

            var copied = inbox.move(1, ARCHIVE).orElseThrow();

            assertThat(inbox.flagsOf(1)).isEmpty();
            var archive = connection.examine(ARCHIVE);
            assertThat(archive.atSelect().uidValidity()).isEqualTo(copied.uidValidity());
            assertThat(archive.searchAll()).isEqualTo(UidSet.of(copied.uid()));
        }
    }

    @Test
    void copiedMessageStaysUntilItAloneIsExpunged() throws IOException {
        user.receive(PLAIN, "S");
        user.receive(PLAIN, "ST");
        RemoteUserFolders.add(user, "Archive");
        try (var connection = user.open()) {
            var inbox = connection.select(MailboxName.INBOX);

            var copied = inbox.copy(1, ARCHIVE);
            assertThat(inbox.flagsOf(1)).isPresent();
            inbox.store(1, "\\Deleted", true, OptionalLong.empty());
            inbox.expunge(1);

            assertThat(copied).isPresent();
            assertThat(inbox.reading().searchAll()).isEqualTo(UidSet.of(2));
        }
    }

    @Test
    void serverThatRefusesAConditionalStoreWithNoHasMetAChangeToo() throws IOException {
        try (var server = scripted(Map.of("UID STORE", "TAG NO [MODIFIED 1] changed\r\n"));
                var connection = server.login()) {
            assertThat(select(connection).store(1, "\\Seen", true, OptionalLong.of(9)))
                    .isEqualTo(new StoreOutcome.Modified());
        }
    }

    @Test
    void refusalOfOneMessageLeavesTheConnectionOfUse() throws IOException {
        try (var server = scripted(Map.of("UID MOVE", "TAG NO [OVERQUOTA] full\r\n"));
                var connection = server.login()) {
            var inbox = select(connection);

            assertThatThrownBy(() -> inbox.move(1, ARCHIVE))
                    .isInstanceOfSatisfying(
                            ImapException.class,
                            e -> assertThat(e.responseCode()).contains(ResponseCode.OVERQUOTA));
            assertThat(connection.isUsable()).isTrue();
        }
    }

    @Test
    void withoutItsTaggedOkNothingIsKnownToBeStored() throws IOException {
        try (var server =
                        scripted(
                                Map.of("UID STORE", "* 1 FETCH (UID 1 MODSEQ (10))\r\n* BYE\r\n"));
                var connection = server.login()) {
            var inbox = select(connection);

            assertThatThrownBy(() -> inbox.store(1, "\\Seen", true, OptionalLong.of(9)))
                    .isInstanceOfSatisfying(
                            ImapException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.TEMPORARY));
            assertThat(connection.isUsable()).isFalse();
        }
    }

    @Test
    void copyUidIsReadWhereverItStandsAndOnlyForThisMessage() {
        assertThat(CopiedUid.of(5, "[COPYUID 38505 5 3956] Done"))
                .contains(new CopiedUid(38505, 3956));
        assertThat(CopiedUid.of(6, "[COPYUID 38505 5 3956] Done")).isEmpty();
        assertThat(CopiedUid.of(5, "[COPYUID 38505 5:6 3956:3957] Done")).isEmpty();
        assertThat(CopiedUid.of(5, "done")).isEmpty();
    }

    @Test
    void mailboxThatTakesNoChangesSaysSo() throws IOException {
        var answers =
                Map.of(
                        "SELECT",
                        SELECTED
                                + "* OK [PERMANENTFLAGS (\\Seen \\Deleted)] limited\r\n"
                                + "TAG OK [READ-ONLY] done\r\n");
        try (var server = scripted(answers);
                var connection = server.login()) {
            var inbox = select(connection);

            assertThat(inbox.isReadOnly()).isTrue();
            assertThat(inbox.keeps("\\Seen")).isTrue();
            assertThat(inbox.keeps("\\Flagged")).isFalse();
        }
    }

    private static WritableMailbox select(ImapConnection connection) throws ImapException {
        return connection.select(MailboxName.INBOX);
    }

    private static OptionalLong now(WritableMailbox mailbox) throws ImapException {
        return mailbox.flagsOf(1).orElseThrow().modSeq();
    }

    /** Answers a command by how it begins; any other is done. */
    private static ScriptedServer scripted(Map<String, String> answers) throws IOException {
        return ScriptedServer.announcing(
                "IMAP4rev1 CONDSTORE MOVE",
                command ->
                        answers.entrySet().stream()
                                .filter(answer -> command.startsWith(answer.getKey()))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .or(() ->
                                        Optional.of(SELECTED)
                                                .filter(_ -> command.startsWith("SELECT"))
                                                .map(text -> text + "TAG OK [READ-WRITE] done\r\n"))
                                .orElse("TAG OK done\r\n"));
    }
}
