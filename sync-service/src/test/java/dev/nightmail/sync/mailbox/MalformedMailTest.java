package dev.nightmail.sync.mailbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.sql.Access;
import dev.nightmail.local.sample.SampleMailboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Mail that is unusual, broken by mistake, or broken on purpose, through the real server: what is
 * stored of each stands in {@code stored.txt} beside the files.
 */
@Tag("S7")
@Tag("S5")
class MalformedMailTest {

    private static final Path CORPUS = Path.of("src/test/resources/mail");
    private static final int MEGABYTE = 1 << 20;

    private static final String STORED =
            """
            SELECT concat_ws(' | ', nullif(left(regexp_replace(subject, '[[:cntrl:]]', '?', 'g'), 60), ''),
                (SELECT string_agg(left(role || ' ' || concat_ws(' ', nullif(regexp_replace(name, '[[:cntrl:]]', '?', 'g'), ''),
                                                    '<' || regexp_replace(address, '[[:cntrl:]]', '?', 'g') || '>'), 80),
                                   ', ' ORDER BY role, position)
                 FROM sync.participant p WHERE p.message_id = m.id),
                coalesce(to_char(sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), 'no date'),
                'id ' || left(m.message_id, 40), 'references ' || nullif(cardinality(reference_ids), 0),
                (SELECT 'attachments ' || nullif(count(*), 0) || ' ' || min(left(a.name, 40))
                 FROM sync.attachment a WHERE a.message_id = m.id),
                CASE WHEN NOT structure_readable THEN 'structure unreadable' END) AS stored
            FROM sync.message m WHERE account_id = ? AND gone_at IS NULL ORDER BY uid
            """;

    private final SyncedAccount account = new SyncedAccount();

    @Test
    void whatIsStoredOfEachFileIsAsItIsWritten() throws IOException {
        var files = corpus();
        for (var file : files) {
            SampleMailboxes.deliver(account.maildir, Files.readAllBytes(file), "S");
        }

        var ran = account.sync(true);

        assertThat(ran.jobState()).contains("completed");
        isWhole(files.size());
        var stored = stored();
        var lines = new ArrayList<String>();
        for (int i = 0; i < Math.min(files.size(), stored.size()); i++) {
            lines.add(CORPUS.relativize(files.get(i)) + ": " + stored.get(i));
        }
        if (Boolean.getBoolean("corpus.write")) {
            Files.writeString(CORPUS.resolve("stored.txt"), String.join("\n", lines) + "\n");
        }
        assertThat(lines).isEqualTo(Files.readAllLines(CORPUS.resolve("stored.txt"), UTF_8));
    }

    @Test
    void hugeMailIsStoredAsWellAsCanBe() throws IOException {
        var huge =
                List.of(
                        "To: " + recipients(10_000) + "\r\nSubject: ten thousand\r\n\r\nHi\r\n",
                        "Subject: bomb\r\n" + nested(1_000),
                        "Subject: header\r\nX-Long: "
                                + "x".repeat(10 * MEGABYTE)
                                + "\r\n\r\nHi\r\n",
                        "Subject: line\r\n\r\n" + "y".repeat(MEGABYTE) + "\r\n",
                        "Subject: " + "z".repeat(MEGABYTE) + "\r\n\r\nHi\r\n",
                        "References:" + " <id@example.com>".repeat(10_000) + "\r\n\r\nHi\r\n");
        for (var mail : huge) {
            SampleMailboxes.deliver(account.maildir, mail.getBytes(ISO_8859_1), "");
        }
        SampleMailboxes.deliver(account.maildir, "Subject: after\r\n\r\n".getBytes(UTF_8), "");

        var ran = account.sync(true);

        assertThat(ran.jobState()).contains("completed");
        isWhole(huge.size() + 1);
        assertThat(account.quarantine()).isEmpty();
        assertThat(account.messages("left(subject, 20)"))
                .containsExactly(
                        "ten thousand", "bomb", "header", "line", "z".repeat(20), "", "after");
        assertThat(
                        account.messages(
                                "SELECT count(*) FROM sync.participant p WHERE p.message_id = message.id"))
                .startsWith("10000");
    }

    private void isWhole(int messages) {
        var inbox = account.ledger("INBOX");
        assertThat(inbox.exists()).isEqualTo(messages);
        assertThat(inbox.stored() + inbox.quarantined()).isEqualTo(messages);
        assertThat(inbox.complete()).isTrue();
    }

    private static List<Path> corpus() throws IOException {
        try (var files = Files.walk(CORPUS)) {
            return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
        }
    }

    private List<String> stored() {
        return account.engine.sql.transaction(
                Access.request(account.tenant),
                () -> account.engine.sql.query(STORED, row -> row.getString(1), account.id));
    }

    private static String recipients(int count) {
        var all = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            all.add("User %d <user%d@example.org>".formatted(i, i));
        }
        return String.join(",\r\n ", all);
    }

    private static String nested(int levels) {
        var mail = new StringBuilder("MIME-Version: 1.0\r\n");
        for (int level = 0; level < levels; level++) {
            mail.append(
                    "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
                            .formatted(level, level));
        }
        return mail + "\r\nHi\r\n";
    }
}
