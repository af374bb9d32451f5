package dev.nightmail.local.faults;

import dev.nightmail.local.process.Await;
import dev.nightmail.local.up.Api;
import dev.nightmail.local.up.MailAccount;
import dev.nightmail.local.up.MailAccount.Endpoint;
import java.time.Duration;

/** The account that is synced, and whose syncs are not waited for longer than need be. */
record Account(Database database, String id) {

    private static final Duration LONGEST_SYNC = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(100);

    /** Adds it, for a server at this port that is trusted for its certificate. */
    static Account add(Api api, Database database, String user, int port) {
        var imap = new Endpoint("localhost", port, "implicit");
        var form = new MailAccount(user, "Faults", imap, imap, user, "nightmail").form();
        return new Account(
                database,
                api.post("/api/email-accounts", form).path("account").path("id").asText());
    }

    void remove(Api api) {
        api.delete("/api/email-accounts/" + id);
    }

    /** Nothing is synced from now on, until it is due again. */
    boolean rest() {
        database.change("update sync.account set next_due_at = 'infinity' where id = ?::uuid", id);
        return Await.until(
                LONGEST_SYNC,
                LOOK,
                () -> {
                    hurry();
                    return !isSynced();
                });
    }

    /** Makes a sync due, or one that waits for its next attempt begin at once. */
    void wake() {
        if (isSynced()) {
            hurry();
        } else {
            database.change(
                    "update sync.account set next_due_at = jobs.clock() where id = ?::uuid", id);
        }
    }

    private boolean isSynced() {
        return database.number("select count(*) from jobs.job where unique_key = ?", "sync:" + id)
                > 0;
    }

    private void hurry() {
        database.change(
                """
                update jobs.job set run_at = least(run_at, jobs.clock())
                where unique_key = ? and state in ('scheduled', 'retryable')
                """,
                "sync:" + id);
    }

    /**
     * Waits for a sync that begins now, or later, and succeeds; afterwards none runs, so that what
     * is stored stays as it is while it is compared.
     */
    boolean sync() {
        var begun = database.rows("select jobs.clock()::text").getFirst().getFirst();
        boolean isDone =
                Await.until(
                        LONGEST_SYNC,
                        LOOK,
                        () -> {
                            if (succeeded(begun) > 0) {
                                return true;
                            }
                            wake();
                            return false;
                        });
        return isDone && rest();
    }

    private long succeeded(String since) {
        return database.number(
                """
                select count(*) from jobs.attempt
                where ended_at > ?::timestamptz and started_at > ?::timestamptz and outcome = 'completed'
                  and args ->> 'accountId' = ?
                """,
                since,
                since,
                id);
    }

    /** Whether it has been synced as a whole. */
    boolean isFilled() {
        return database.number(
                        "select count(*) from sync.account where id = ?::uuid and filled_at is not"
                                + " null",
                        id)
                > 0;
    }

    /** A day is over for the audits, and a week for what is gone. */
    void age() {
        database.change(
                "update sync.mailbox set audited_at = audited_at - interval '25 hours' where"
                        + " account_id = ?::uuid",
                id);
        database.change(
                "update sync.message set gone_at = gone_at - interval '8 days' where account_id ="
                        + " ?::uuid and gone_at is not null",
                id);
    }

    /** What was told waits for Kafka no more. */
    boolean awaitTold() {
        return Await.until(
                LONGEST_SYNC,
                LOOK,
                () ->
                        database.number(
                                        "select count(*) from events.outbox where key like '%/' ||"
                                                + " ?",
                                        id)
                                == 0);
    }

    /** How many of its mailboxes are not as their server has them. */
    long complaints() {
        return database.number(
                """
                select count(*) from sync.mailbox b
                where account_id = ?::uuid and selected
                  and (problem <> '' or verified_at is null
                       or exists_count <> (select count(uid) from sync.message m where m.mailbox_id = b.id))
                """,
                id);
    }

    /** How its attempts have ended. */
    String outcomes() {
        return database.rows(
                        """
                        select string_agg(outcome || ' ' || n, ', ' order by outcome) from (
                            select outcome, count(*) as n from jobs.attempt where args ->> 'accountId' = ? group by outcome) a
                        """,
                        id)
                .getFirst()
                .getFirst();
    }

    /** Why its server is not believed, if it is not. */
    String distrust() {
        var rows = database.rows("select proofs, reason from sync.server where host = 'localhost'");
        return rows.isEmpty() ? "" : String.join(" proofs ", rows.getFirst());
    }
}
