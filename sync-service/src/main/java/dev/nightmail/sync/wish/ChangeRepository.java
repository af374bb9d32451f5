package dev.nightmail.sync.wish;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.writeback.Aspect;
import dev.nightmail.sync.writeback.Wish;
import dev.nightmail.sync.writeback.Wish.FlagWish;
import dev.nightmail.sync.writeback.Wish.MailboxWish;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Wishes as callers make and read them, in the transaction of a request. */
@ApplicationScoped
class ChangeRepository {

    private static final int MOST_SHOWN = 200;

    private final Sql sql;

    ChangeRepository(Sql sql) {
        this.sql = sql;
    }

    /** A message as the API shows it. */
    record Shown(UUID account, List<String> flags, Optional<UUID> mailbox) {

        boolean has(Aspect aspect) {
            return flags.stream().anyMatch(aspect.flag()::equalsIgnoreCase);
        }
    }

    /** Whose wish it is, and for which message. */
    record NewChange(UUID id, UUID tenant, UUID account, UUID message, String actor) {}

    /** Wishes for a message are made one after the other. */
    void lock(UUID message) {
        sql.query(
                "SELECT pg_advisory_xact_lock(hashtextextended(?::text, 80))",
                row -> true,
                message);
    }

    /** Empty when there is none, or it is gone. */
    Optional<Shown> find(UUID message) {
        return sql.queryOne(
                "SELECT account_id, flags, mailbox_id FROM sync.message WHERE id = ? AND gone_at IS NULL",
                row ->
                        new Shown(
                                Columns.uuid(row, "account_id"),
                                List.of((String[]) row.getArray("flags").getArray()),
                                Columns.findUuid(row, "mailbox_id")),
                message);
    }

    boolean hasMailbox(UUID account, UUID mailbox) {
        return sql.queryOne(
                        "SELECT 1 FROM sync.mailbox WHERE id = ? AND account_id = ? AND missing_since IS NULL",
                        row -> true,
                        mailbox,
                        account)
                .isPresent();
    }

    /** Ends the wishes for the same that nobody has tried to carry out. */
    void supersede(UUID message, Aspect aspect) {
        sql.update(
                """
                UPDATE sync.change SET state = 'superseded', ended_at = jobs.clock()
                WHERE message_id = ? AND aspect = ? AND state = 'pending' AND tried_at IS NULL
                """,
                message,
                aspect.text());
    }

    /** How a flag will stand when all wishes for it are carried out; empty without any. */
    Optional<Boolean> findWished(UUID message, Aspect aspect) {
        return sql.queryOne(
                """
                SELECT wished FROM sync.change WHERE message_id = ? AND aspect = ? AND state = 'pending'
                ORDER BY seq DESC LIMIT 1
                """,
                row -> row.getBoolean("wished"),
                message,
                aspect.text());
    }

    /**
     * Where the message will lie when all wishes for it are carried out; empty without any. One
     * that gets a label stays where it is.
     */
    Optional<UUID> findTarget(UUID message) {
        return sql.queryOne(
                """
                SELECT c.target_id FROM sync.change c
                WHERE c.message_id = ? AND c.aspect = 'mailbox' AND c.state = 'pending' AND NOT EXISTS (
                    SELECT FROM sync.mailbox b WHERE b.id = c.target_id AND b.deselected_for = 'label')
                ORDER BY c.seq DESC LIMIT 1
                """,
                row -> Columns.uuid(row, "target_id"),
                message);
    }

    /** The sweep takes a wish that its job has missed some seconds later. */
    void insert(NewChange made, Wish wish) {
        switch (wish) {
            case FlagWish(var aspect, var isSet, var known) ->
                    sql.update(
                            """
                            INSERT INTO sync.change (id, tenant_id, account_id, message_id, made_by, made_at, due_at,
                                                     aspect, wished, known)
                            VALUES (?, ?, ?, ?, ?, jobs.clock(), jobs.clock() + interval '10 seconds', ?, ?, ?)
                            """,
                            made.id(),
                            made.tenant(),
                            made.account(),
                            made.message(),
                            made.actor(),
                            aspect.text(),
                            isSet,
                            known);
            case MailboxWish(var target, var from) ->
                    sql.update(
                            """
                            INSERT INTO sync.change (id, tenant_id, account_id, message_id, made_by, made_at, due_at,
                                                     aspect, target_id, from_id)
                            VALUES (?, ?, ?, ?, ?, jobs.clock(), jobs.clock() + interval '10 seconds', 'mailbox', ?, ?::uuid)
                            """,
                            made.id(),
                            made.tenant(),
                            made.account(),
                            made.message(),
                            made.actor(),
                            target,
                            from);
        }
    }

    /** The latest first, up to 200. */
    List<ChangeView> list(UUID message) {
        return sql.query(
                "SELECT * FROM sync.change WHERE message_id = ? ORDER BY seq DESC LIMIT ?",
                ChangeRepository::toView,
                message,
                MOST_SHOWN);
    }

    /** These, in the order in which they were made. */
    List<ChangeView> list(Collection<UUID> changes) {
        return sql.query(
                "SELECT * FROM sync.change WHERE id = ANY (?::uuid[]) ORDER BY seq",
                ChangeRepository::toView,
                (Object) changes.stream().map(UUID::toString).toArray(String[]::new));
    }

    private static ChangeView toView(ResultSet row) throws SQLException {
        return new ChangeView(
                Columns.uuid(row, "id"),
                row.getString("aspect"),
                Optional.ofNullable(row.getObject("wished", Boolean.class)),
                Columns.findUuid(row, "target_id"),
                row.getString("state"),
                Columns.findText(row, "reason").filter(text -> !text.isEmpty()),
                Columns.instant(row, "made_at"),
                row.getString("made_by"),
                Columns.findInstant(row, "ended_at"));
    }
}
