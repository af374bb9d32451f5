package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.local.process.Await;
import dev.nightmail.sync.contact.Contacts;
import dev.nightmail.sync.imap.FetchedMessage;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.UidSet;
import dev.nightmail.sync.message.HeaderParser;
import dev.nightmail.sync.thread.Threads;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A first sync fills tables that were nearly empty when its connection made its plans. What it
 * reads of them is counted in rows, by the server.
 */
@Tag("S3")
class GrownTablesTest {

    private static final int PAGE = 500;
    private static final int SMALL_PAGES = 10;
    private static final int PAGES = 30;
    private static final int MOST_READ = 60;
    private static final List<String> TABLES = List.of("message", "thread_key", "contact");
    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final UUID MAILBOX = UUID.randomUUID();
    private static final StoredMailbox INBOX =
            new StoredMailbox(
                    MAILBOX,
                    ACCOUNT,
                    MailboxName.INBOX,
                    1,
                    true,
                    1,
                    OptionalLong.empty(),
                    0,
                    UidSet.EMPTY,
                    "inbox",
                    OptionalLong.empty(),
                    false);

    private final HeaderParser parser = new HeaderParser();
    private long uid;

    @Test
    void pagesOfAFirstSyncAreNotComparedWithAllThatIsStored() {
        var database = TestDatabase.another();
        try (database) {
            for (var table : TABLES) {
                database.executeAsOwner(
                        "ALTER TABLE sync.%s SET (autovacuum_enabled = off)".formatted(table));
            }
            addMailbox(database);
            database.executeAsOwner("VACUUM (ANALYZE) sync.message, sync.thread_key, sync.contact");
            for (int page = 0; page < SMALL_PAGES; page++) {
                store(database, 1);
            }
            for (int page = 0; page < PAGES; page++) {
                store(database, PAGE);
            }
        }

        long stored = SMALL_PAGES + PAGES * PAGE;
        assertThat(rowsRead(database)).isBetween(stored, MOST_READ * stored);
    }

    private void store(TestDatabase database, int messages) {
        var sql = database.ofServices();
        var page = LongStream.rangeClosed(uid + 1, uid + messages).mapToObj(this::message).toList();
        uid += messages;
        var places = new PlaceRepository(sql);
        var intake =
                new Intake(
                        new MessageRepository(sql),
                        Threads.over(sql, new Ids(Clock.systemUTC())),
                        Contacts.over(sql));
        sql.transact(
                Access.worker(TENANT),
                () -> {
                    assertThat(places.take(INBOX, page, Set.of())).isEmpty();
                    intake.take(TENANT, INBOX, page);
                });
    }

    private NewMessage message(long number) {
        var header =
                "Message-ID: <%1$d@example.com>\r\nReferences: <%2$d@example.com>\r\nFrom: p%1$d@example.com\r\n\r\n"
                        .formatted(number, number / 2)
                        .getBytes(StandardCharsets.US_ASCII);
        var fetched =
                new FetchedMessage(
                        number,
                        Set.of(),
                        OptionalLong.empty(),
                        Optional.of(Instant.EPOCH.plusSeconds(number)),
                        header.length,
                        header,
                        List.of(),
                        Optional.empty(),
                        true);
        return NewMessage.of(UUID.randomUUID(), fetched, parser.parse(header));
    }

    private static void addMailbox(TestDatabase database) {
        database.executeAsOwner(
                """
                INSERT INTO sync.mailbox (id, tenant_id, account_id, wire_name, name, role, selected)
                VALUES ('%s', '%s', '%s', 'INBOX', 'INBOX', 'inbox', true)
                """
                        .formatted(MAILBOX, TENANT, ACCOUNT));
    }

    /** A connection has told what it has read when it is gone. */
    private static long rowsRead(TestDatabase database) {
        var connections =
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'nightmail_app'";
        assertThat(
                        Await.until(
                                Duration.ofSeconds(30),
                                () -> database.countAsOwner(connections) == 0))
                .isTrue();
        return TABLES.stream()
                .mapToLong(table ->
                        database.countAsOwner(
                                """
                                SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables
                                WHERE relid = 'sync.%s'::regclass
                                """
                                        .formatted(table)))
                .sum();
    }
}
