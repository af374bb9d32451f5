package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.local.process.Await;
import dev.nightmail.local.server.ServersFile;
import dev.nightmail.local.up.MailAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * An account that was added through the API, and what can be asked of it.
 *
 * @param job the id of its first sync
 */
record TestAccount(SystemUnderTest system, String id, String job) {
    private static final Duration LONGEST_SYNC = Duration.ofMinutes(2);

    /** An account of its own for the mailbox of this user. */
    static TestAccount add(SystemUnderTest system, String address, String user) {
        var own = MailAccount.local(system.servers(), user, "Test", ServersFile.PASSWORD);
        return add(
                system,
                new MailAccount(address, own.name(), own.imap(), own.smtp(), user, own.secret()));
    }

    /** An account whose log-in the server refuses: its first sync fails for good. */
    static TestAccount addRefused(SystemUnderTest system) {
        String user = "refused-" + UUID.randomUUID() + "@nightmail.test";
        return add(system, MailAccount.local(system.servers(), user, "Test", "wrong"));
    }

    private static TestAccount add(SystemUnderTest system, MailAccount account) {
        JsonNode added =
                system.api(system.stack().sync()).post("/api/email-accounts", account.form());
        return new TestAccount(
                system, added.path("account").path("id").asText(), added.path("jobId").asText());
    }

    /** Waits until this many messages have been dealt with and the first sync goes on. */
    void awaitProgress(long messages) {
        assertThat(Await.until(LONGEST_SYNC, Duration.ofMillis(5), () -> progress() >= messages))
                .as("the first sync reaches %d messages", messages)
                .isTrue();
    }

    private long progress() {
        var rows =
                system.database()
                        .texts("select progress_done from jobs.job where id = ?::uuid", job);
        return rows.isEmpty() ? 0 : Long.parseLong(rows.getFirst());
    }

    /** Waits for the end of the first sync: its public state. */
    String awaitFirstSync() {
        return Jobs.awaitEnd(system.api(system.stack().sync()), job);
    }

    /** Makes the next sync due at once. */
    void makeDue() {
        system.database()
                .change("update sync.account set next_due_at = now() where id = ?::uuid", id);
    }

    /** Waits until a sync has succeeded that did not find the mailbox; the next one removes it. */
    void awaitMissing(String mailbox) {
        var missing =
                "select id::text from sync.mailbox where account_id = ?::uuid and name = ?"
                        + " and missing_since is not null";
        assertThat(
                        Await.until(
                                LONGEST_SYNC,
                                Duration.ofMillis(200),
                                () -> !system.database().texts(missing, id, mailbox).isEmpty()))
                .as("a sync misses %s", mailbox)
                .isTrue();
    }

    /** How many messages are stored in each mailbox that has any, by its name on the wire. */
    Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        system.database()
                .grouped(
                        """
                        select b.wire_name, m.id
                        from sync.mailbox b join sync.message m on m.mailbox_id = b.id
                        where b.account_id = ?::uuid and m.uid is not null
                        """,
                        id)
                .forEach((mailbox, messages) -> counts.put(mailbox, (long) messages.size()));
        return counts;
    }

    /** UID and flags of each stored message, by mailbox, as {@link RemoteMail#listing} tells it. */
    Map<String, List<String>> listing() {
        return system.database()
                .grouped(
                        """
                        select b.name, m.uid || ' ' || coalesce(
                            (select string_agg(f, ' ' order by f collate "C") from unnest(m.flags) f), '')
                        from sync.mailbox b join sync.message m on m.mailbox_id = b.id
                        where b.account_id = ?::uuid and m.uid is not null order by b.name, m.uid
                        """,
                        id);
    }

    /** Id, mailbox and UID of each stored message. */
    Set<String> messages() {
        return new TreeSet<>(
                system.database()
                        .texts(
                                """
                                select id || ' ' || mailbox_id || ' ' || uid
                                from sync.message where account_id = ?::uuid and uid is not null
                                """,
                                id));
    }

    /** How the attempts of the first sync ended, in order. */
    List<String> attempts() {
        return system.database()
                .texts(
                        "select outcome from jobs.attempt where job_id = ?::uuid order by attempt",
                        job);
    }

    Instant attemptStarted(int attempt) {
        return system.database()
                .times(
                        "select started_at from jobs.attempt where job_id = ?::uuid and attempt = ?",
                        job,
                        attempt)
                .getFirst();
    }

    /** What the first sync counted under this name, over all its attempts. */
    long count(String name) {
        return system.api(system.stack().sync())
                .get("/api/jobs/" + job)
                .path("counts")
                .path(name)
                .asLong();
    }

    /** The mailboxes with their ledgers, as the API tells them. */
    JsonNode ledger() {
        return system.api(system.stack().sync())
                .get("/api/email-accounts/" + id + "/mailboxes")
                .path("items");
    }
}
