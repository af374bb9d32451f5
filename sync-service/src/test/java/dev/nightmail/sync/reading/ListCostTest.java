package dev.nightmail.sync.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.RowsRead;
import dev.nightmail.sync.finding.Position;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a list costs does not depend on how much there is besides what it shows. */
@Tag("S13")
class ListCostTest {

    private final Sql sql = TestDatabase.sql();
    private final UUID tenant = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init")
    private StoredMail mail;

    @BeforeEach
    void addAccount() {
        sql.transact(
                Access.machinery(),
                () ->
                        sql.update(
                                "INSERT INTO core.tenant (id, name) VALUES (?, ?)",
                                tenant,
                                "cost " + tenant));
        mail = new StoredMail(tenant);
    }

    @Test
    void laterPageOfAThreadReadsNoneOfTheMessagesBefore() {
        var thread = UUID.randomUUID();
        mail.addMany(2_000, "ada@example.org", "x");
        mail.write(
                "UPDATE sync.message SET thread_id = '%s' WHERE account_id = '%s'"
                        .formatted(thread, mail.account));
        var messages = new MessageListRepository(sql);
        var newest = StoredMail.NEWEST.minusSeconds(12 * 60 * 60);
        var from = new Position(newest.minusSeconds(20), UUID.randomUUID());

        long rows =
                rows(
                        "message",
                        () ->
                                assertThat(
                                                messages.listThread(thread, Optional.of(from), 50)
                                                        .items())
                                        .hasSizeBetween(19, 20));

        assertThat(rows).isLessThan(100);
    }

    @Test
    void listOfMailboxesReadsEachOfThemAFewTimes() {
        mail.write(
                """
                INSERT INTO sync.mailbox (id, tenant_id, account_id, name, wire_name, selected, delimiter)
                SELECT gen_random_uuid(), '%s', '%s', 'INBOX.' || g, 'INBOX.' || g, true, '.'
                FROM generate_series(1, 200) g
                """
                        .formatted(tenant, mail.account));
        var views = new ViewRepository(sql);

        long rows =
                rows(
                        "mailbox",
                        () ->
                                assertThat(views.listMailboxes(mail.account))
                                        .filteredOn(each -> each.parentId().isPresent())
                                        .hasSize(201)
                                        .allSatisfy(each ->
                                                assertThat(each.parentId()).contains(mail.inbox)));

        assertThat(rows).isLessThan(2_000);
    }

    private long rows(String table, Runnable work) {
        return RowsRead.of(sql, Access.request(tenant), table, work);
    }
}
