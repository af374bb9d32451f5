package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.local.sample.SampleMail;
import dev.nightmail.local.sample.SampleMailboxes;
import dev.nightmail.sync.message.HeaderParser;
import dev.nightmail.sync.message.Participant.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectedMailboxTest {

    private static final String PLAIN = "From: ada@example.com\r\nSubject: tea\r\n\r\nAt four.\r\n";

    private final RemoteUser user = RemoteUser.fresh();

    @Test
    void emptyMailboxHasNoUids() throws IOException {
        try (var connection = user.open()) {
            var inbox = connection.examine(MailboxName.INBOX);

            assertThat(inbox.searchAll().isEmpty()).isTrue();
            assertThat(inbox.searchAbove(0).isEmpty()).isTrue();
            assertThat(inbox.fetch(UidSet.EMPTY)).isEmpty();
        }
    }

    @Test
    void searchAboveTheLastUidFindsNothingAlthoughTheServerNamesTheLastMessage()
            throws IOException {
        user.receive(PLAIN, "S");

        try (var connection = user.open()) {
            var inbox = connection.examine(MailboxName.INBOX);

            assertThat(inbox.searchAbove(0)).isEqualTo(UidSet.of(1));
            assertThat(inbox.searchAbove(1)).isEqualTo(UidSet.EMPTY);
            assertThat(inbox.searchAbove(UidSet.MAX_UID)).isEqualTo(UidSet.EMPTY);
        }
    }

    @Test
    void pageTellsFlagsSizeDateAndTheHeaderAsItIs() throws IOException {
        user.receive(PLAIN, "FSa");

        try (var connection = user.open()) {
            var message = connection.examine(MailboxName.INBOX).fetch(UidSet.of(1)).getFirst();

            assertThat(message.uid()).isOne();
            assertThat(message.flags()).contains("\\Seen", "\\Flagged", "$Important");
            assertThat(message.size()).isEqualTo(PLAIN.length());
            assertThat(message.internalDate()).isPresent();
            assertThat(message.modSeq()).isPresent();
            assertThat(new String(message.header(), ISO_8859_1))
                    .isEqualTo(PLAIN.substring(0, PLAIN.length() - 10));
            assertThat(message.structureReadable()).isTrue();
            assertThat(message.attachments()).isEmpty();
        }
    }

    @Test
    void readingLeavesMessagesUnseen() throws IOException {
        user.receive(PLAIN, "");

        try (var connection = user.open()) {
            var inbox = connection.examine(MailboxName.INBOX);
            inbox.fetch(inbox.searchAll());

            assertThat(inbox.flagsOf(inbox.searchAll()).getFirst().flags())
                    .doesNotContain("\\Seen");
        }
    }

    @Test
    void uidThatIsNotThereIsAbsentFromThePage() throws IOException {
        user.receive(PLAIN, "S");

        try (var connection = user.open()) {
            var inbox = connection.examine(MailboxName.INBOX);

            assertThat(inbox.fetch(UidSet.parse("1,7:9"))).hasSize(1);
        }
    }

    @Test
    void mailboxIsOfNoUseAfterTheNextOneIsOpened() throws IOException {
        user.receive(PLAIN, "S");

        try (var connection = user.open()) {
            var inbox = connection.examine(MailboxName.INBOX);
            connection.examine(MailboxName.INBOX);

            assertThatThrownBy(inbox::searchAll).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void onlyFlagsChangedSinceAreTold() throws IOException {
        user.receive(PLAIN, "S");
        user.receive(PLAIN, "S");

        try (var connection = user.open()) {
            var before = connection.examine(MailboxName.INBOX).atSelect();
            renameFirst("S", "FS");
            var inbox = connection.examine(MailboxName.INBOX);

            var changed = inbox.flagsChangedSince(before.highestModSeq().orElseThrow());

            assertThat(changed)
                    .singleElement()
                    .satisfies(update -> assertThat(update.flags()).contains("\\Flagged"));
            assertThat(inbox.flagsChangedSince(inbox.atSelect().highestModSeq().orElseThrow()))
                    .isEmpty();
        }
    }

    @Test
    void everyOddMessageIsFetchedAndRead() throws IOException {
        var filled = SampleMailboxes.fill(user.maildir(), 11, 1_500).messages();
        var parser = new HeaderParser();

        try (var connection = user.open()) {
            for (var folder : filled.entrySet()) {
                var mailbox = connection.examine(MailboxName.ofText(folder.getKey()));
                List<FetchedMessage> fetched = new ArrayList<>();
                for (var page : mailbox.searchAll().pagesNewestFirst(100)) {
                    fetched.addAll(mailbox.fetch(page));
                }
                assertThat(fetched).hasSize(folder.getValue());
                fetched.forEach(message -> parser.parse(message.header()));
                assertThat(fetched.stream().filter(m -> !m.structureReadable()).count()).isZero();
            }
        }
    }

    @Test
    void tenThousandRecipientsFitTheHeaderLimit() throws IOException {
        SampleMailboxes.deliver(user.maildir(), new SampleMail(1).message(777), "S");

        try (var connection = user.open()) {
            var message = connection.examine(MailboxName.INBOX).fetch(UidSet.of(1)).getFirst();

            var header = new HeaderParser().parse(message.header());
            assertThat(header.participants().stream().filter(p -> p.role() == Role.TO))
                    .hasSize(10_000);
        }
    }

    @Test
    void attachmentsCarryDecodedNamesAndTheirPart() throws IOException {
        user.receive(
                """
                From: ada@example.com\r
                Content-Type: multipart/mixed; boundary=b\r
                \r
                --b\r
                Content-Type: text/plain\r
                \r
                hello\r
                --b\r
                Content-Type: multipart/related; boundary=c\r
                \r
                --c\r
                Content-Type: image/png\r
                Content-ID: <lake@example.com>\r
                Content-Disposition: inline;\r
                 filename*0*=UTF-8''%C3%9Cber; filename*1=sicht.png\r
                Content-Transfer-Encoding: base64\r
                \r
                AAAA\r
                --c--\r
                --b--\r
                """,
                "S");

        try (var connection = user.open()) {
            var message = connection.examine(MailboxName.INBOX).fetch(UidSet.of(1)).getFirst();

            assertThat(message.attachments())
                    .singleElement()
                    .satisfies(file -> {
                        assertThat(file.part()).isEqualTo("2.1");
                        assertThat(file.name()).contains("Übersicht.png");
                        assertThat(file.type()).isEqualTo("image/png");
                        assertThat(file.disposition()).contains("inline");
                        assertThat(file.contentId()).contains("lake@example.com");
                    });
        }
    }

    private void renameFirst(String flags, String newFlags) throws IOException {
        try (var files = Files.list(user.maildir().resolve("cur"))) {
            var file = files.sorted().findFirst().orElseThrow();
            var name = file.getFileName().toString();
            var renamed = name.substring(0, name.length() - flags.length()) + newFlags;
            Files.move(file, file.resolveSibling(renamed));
        }
    }
}
