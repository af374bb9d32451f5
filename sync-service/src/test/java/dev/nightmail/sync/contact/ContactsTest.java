package dev.nightmail.sync.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.sql.Access;
import dev.nightmail.sync.RowsRead;
import dev.nightmail.sync.message.Participant;
import dev.nightmail.sync.message.Participant.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whom an account knows is learnt from its mail. */
@Tag("S7")
class ContactsTest {

    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2026-02-01T00:00:00Z");

    private final TestJobs engine = new TestJobs();
    private final Contacts contacts = Contacts.over(engine.sql);
    private final UUID tenant = UUID.randomUUID();
    private final UUID account = UUID.randomUUID();

    @BeforeEach
    void addAccount() {
        engine.sql.transact(
                Access.machinery(),
                () ->
                        engine.sql.update(
                                "INSERT INTO core.tenant (id, name) VALUES (?, ?)",
                                tenant,
                                "contacts " + tenant));
        engine.sql.transact(
                Access.request(tenant),
                () ->
                        engine.sql.update(
                                """
                                INSERT INTO sync.account (id, tenant_id, address, name, imap_host, imap_port, imap_tls,
                                                          smtp_host, smtp_port, smtp_tls, username, secret, active, state,
                                                          sync_interval_minutes, next_due_at, created_at)
                                VALUES (?, ?, 'Me@Example.com', '', 'h', 1, 'implicit', 'h', 1, 'implicit', 'u', '', false,
                                        'paused', 15, jobs.clock(), jobs.clock())
                                """,
                                account,
                                tenant));
    }

    @Test
    void thoseWhoWriteAndThoseWhoAreWrittenToAreCountedApart() {
        learn(
                "",
                seen(EARLY, from("ada@example.org"), to("me@example.com"), cc("eve@example.org")));
        learn(
                "",
                seen(EARLY, from("ME@example.com"), to("ada@example.org"), cc("bob@example.org")));
        learn("sent", seen(EARLY, from("alias@example.com"), to("ada@example.org")));

        assertThat(rows()).containsExactly("ada@example.org 2 1", "bob@example.org 1 0");
    }

    @Test
    void addressIsOneInWhateverCaseItIsWritten() {
        learn("", seen(EARLY, from("Ada@Example.ORG")), seen(EARLY, from("ada@example.org")));

        assertThat(rows()).containsExactly("ada@example.org 0 2");
    }

    @Test
    void nameThatWasLastGivenIsKeptWhateverComesLast() {
        learn("", seen(LATE, person(Role.FROM, "Ada L.", "ada@example.org")));
        learn("", seen(EARLY, person(Role.FROM, "Ada Byron", "ada@example.org")));
        learn("", seen(LATE.plusSeconds(9), person(Role.FROM, "", "ada@example.org")));

        assertThat(column("name")).containsExactly("Ada L.");
        assertThat(column("first_seen_at = '2026-01-01T00:00:00Z'")).containsExactly("true");
        assertThat(column("last_seen_at = '2026-02-01T00:00:09Z'")).containsExactly("true");
    }

    @Test
    void whoIsNamedTwiceInAMessageCountsOnce() {
        learn("sent", seen(EARLY, to("ada@example.org"), cc("ADA@example.org")));

        assertThat(rows()).containsExactly("ada@example.org 1 0");
    }

    @Test
    void whatIsNoAddressAndWhatIsJunkIsNoContact() {
        learn(
                "",
                seen(EARLY, from("ada"), from("@example.org"), from("a b@example.org")),
                seen(EARLY, from("x".repeat(400) + "@example.org"), from("me@example.com")));
        learn("junk", seen(EARLY, from("spam@example.org")));
        learn("drafts", seen(EARLY, from("me@example.com"), to("later@example.org")));

        assertThat(rows()).isEmpty();
    }

    @Test
    void tenThousandRecipientsAreTenThousandContacts() {
        var all = new ArrayList<Participant>();
        for (int i = 0; i < 10_000; i++) {
            all.add(to("user" + i + "@example.org"));
        }
        learn("sent", new Seen(EARLY, all, false));

        assertThat(rows()).hasSize(10_000);
    }

    @Test
    @Tag("S13")
    void laterPageOfContactsReadsNoneOfTheOnesBefore() {
        var all = new ArrayList<Participant>();
        for (int i = 1_000; i < 3_000; i++) {
            all.add(to("user" + i + "@example.org"));
        }
        learn("sent", new Seen(EARLY, all, false));
        var views = new ContactViewRepository(engine.sql);

        long rows =
                RowsRead.of(
                        engine.sql,
                        Access.request(tenant),
                        "contact",
                        () -> {
                            var after = Optional.of("user2989@example.org");
                            var page = views.list(account, Optional.empty(), after, 20);
                            assertThat(page.items()).hasSize(10);
                        });

        assertThat(rows).isLessThan(100);
    }

    private void learn(String role, Seen... messages) {
        engine.sql.transact(
                Access.worker(tenant),
                () -> contacts.learn(tenant, account, role, List.of(messages)));
    }

    private List<String> rows() {
        return column("address || ' ' || sent_to || ' ' || received_from");
    }

    private List<String> column(String expression) {
        return engine.sql.transaction(
                Access.request(tenant),
                () ->
                        engine.sql.query(
                                "SELECT ("
                                        + expression
                                        + ")::text FROM sync.contact WHERE account_id = ? ORDER BY"
                                        + " address",
                                row -> row.getString(1),
                                account));
    }

    private static Seen seen(Instant at, Participant... people) {
        return new Seen(at, List.of(people), false);
    }

    private static Participant from(String address) {
        return person(Role.FROM, "", address);
    }

    private static Participant to(String address) {
        return person(Role.TO, "", address);
    }

    private static Participant cc(String address) {
        return person(Role.CC, "", address);
    }

    private static Participant person(Role role, String name, String address) {
        return new Participant(role, 0, name, address);
    }
}
