package dev.nightmail.sync.mailbox;

import dev.nightmail.common.sql.Columnar;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where messages lie: in which mailbox under which UID, nowhere for the moment, or gone. In the
 * transaction of a running job.
 */
@ApplicationScoped
class PlaceRepository {

    private static final String MAY_GO =
            """
            m.uid IS NULL AND m.gone_at IS NULL
            AND NOT EXISTS (SELECT FROM sync.mailbox b WHERE b.id = m.mailbox_id AND b.problem <> '')
            """;

    private static final String TAKE =
            """
            WITH found AS (
                SELECT uid, modseq, flags, identity, row_number() OVER (PARTITION BY identity ORDER BY uid) AS copy
                FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::uuid[]) AS n (uid, modseq, flags, identity)),
            known AS (
                SELECT id, identity, CASE WHEN uid IS NOT NULL THEN mailbox_id END AS before, row_number() OVER (
                           PARTITION BY identity
                           ORDER BY uid IS NOT NULL, mailbox_id = ? DESC NULLS LAST, gone_at DESC, id) AS copy
                FROM sync.message
                WHERE account_id = ? AND identity = ANY (?::uuid[])
                  AND (uid IS NULL OR mailbox_id = ANY (?::uuid[]))),
            placed AS (
                UPDATE sync.message m
                SET mailbox_id = ?, uid = f.uid, modseq = f.modseq, flags = string_to_array(f.flags, ' '), gone_at = NULL
                FROM found f JOIN known k USING (identity, copy) WHERE m.id = k.id
                RETURNING f.uid, m.id, k.before),
            counted AS (
                UPDATE sync.mailbox b SET stored_count = stored_count - l.messages, highest_modseq = NULL, verified_at = NULL
                FROM (SELECT before, count(*) AS messages FROM placed GROUP BY before) l WHERE b.id = l.before)
            SELECT uid, id, before IS NOT NULL AS was_elsewhere FROM placed
            """;

    private final Sql sql;

    PlaceRepository(Sql sql) {
        this.sql = sql;
    }

    /** The UIDs that are stored or in quarantine. */
    UidSet held(StoredMailbox mailbox) {
        return stored(mailbox).union(uids("sync.quarantine", mailbox));
    }

    /** The UIDs that are stored. */
    UidSet stored(StoredMailbox mailbox) {
        return uids("sync.message", mailbox);
    }

    /** How many messages are stored or in quarantine. */
    long countHeld(StoredMailbox mailbox) {
        return sql.query(
                        """
                        SELECT (SELECT count(uid) FROM sync.message WHERE mailbox_id = ?)
                             + (SELECT count(*) FROM sync.quarantine WHERE mailbox_id = ?)
                        """,
                        row -> row.getLong(1),
                        mailbox.id(),
                        mailbox.id())
                .getFirst();
    }

    /** The newest message that is stored. */
    Optional<Long> findNewest(StoredMailbox mailbox) {
        return sql.queryOne(
                """
                SELECT uid FROM sync.message WHERE mailbox_id = ? AND uid IS NOT NULL
                ORDER BY uid DESC LIMIT 1
                """,
                row -> row.getLong(1),
                mailbox.id());
    }

    /**
     * Those of these UIDs that are stored or in quarantine, found between the lowest and the
     * highest of them.
     */
    UidSet heldAmong(StoredMailbox mailbox, UidSet uids) {
        if (uids.isEmpty()) {
            return uids;
        }
        var found =
                sql.query(
                        """
                        SELECT uid FROM sync.message WHERE mailbox_id = ? AND uid BETWEEN ? AND ? AND uid <@ ?::int8multirange
                        UNION ALL
                        SELECT uid FROM sync.quarantine WHERE mailbox_id = ? AND uid BETWEEN ? AND ? AND uid <@ ?::int8multirange
                        """,
                        row -> row.getLong(1),
                        mailbox.id(),
                        uids.lowest(),
                        uids.highest(),
                        uids.toMultirange(),
                        mailbox.id(),
                        uids.lowest(),
                        uids.highest(),
                        uids.toMultirange());
        return UidSet.of(found);
    }

    /** The identities of so many newest messages, by UID. */
    Map<Long, UUID> listNewest(StoredMailbox mailbox, int atMost) {
        var newest = new HashMap<Long, UUID>();
        sql.query(
                """
                SELECT uid, identity FROM sync.message WHERE mailbox_id = ? AND uid IS NOT NULL AND identity IS NOT NULL
                ORDER BY uid DESC LIMIT ?
                """,
                row -> newest.put(row.getLong("uid"), Columns.uuid(row, "identity")),
                mailbox.id(),
                atMost);
        return newest;
    }

    /**
     * The messages of these UIDs lie there no more; those in quarantine are forgotten. Returns how
     * many were stored. The bounds let the index find a few among very many.
     */
    int leave(StoredMailbox mailbox, UidSet uids) {
        leaveQuarantine(mailbox, uids);
        return sql.update(
                """
                UPDATE sync.message SET uid = NULL, modseq = NULL
                WHERE mailbox_id = ? AND uid BETWEEN ? AND ? AND uid <@ ?::int8multirange
                """,
                mailbox.id(),
                uids.lowest(),
                uids.highest(),
                uids.toMultirange());
    }

    void leaveQuarantine(StoredMailbox mailbox, UidSet uids) {
        sql.update(
                "DELETE FROM sync.quarantine WHERE mailbox_id = ? AND uid BETWEEN ? AND ? AND uid"
                        + " <@ ?::int8multirange",
                mailbox.id(),
                uids.lowest(),
                uids.highest(),
                uids.toMultirange());
    }

    /**
     * A known message in a new place.
     *
     * @param wasElsewhere whether it lay in a mailbox until now that the server does not list
     */
    record Taken(UUID id, boolean wasElsewhere) {}

    /**
     * Gives those of the messages a place that are known and have none, or only one in a mailbox
     * that the server does not list, which is opened if it is listed again; each copy takes one,
     * first of those that lay in this mailbox. Returns them by UID.
     *
     * @param unlisted the mailboxes that are not listed
     */
    Map<Long, Taken> take(StoredMailbox mailbox, List<NewMessage> page, Set<UUID> unlisted) {
        var p = new Columnar<>(page);
        var taken = new HashMap<Long, Taken>();
        sql.query(
                TAKE,
                row ->
                        taken.put(
                                row.getLong("uid"),
                                new Taken(
                                        Columns.uuid(row, "id"), row.getBoolean("was_elsewhere"))),
                p.texts(NewMessage::uid),
                p.found(n -> n.fetched().modSeq().stream().boxed().findFirst()),
                p.texts(n -> String.join(" ", n.fetched().flags())),
                p.texts(NewMessage::identity),
                mailbox.id(),
                mailbox.account(),
                p.texts(NewMessage::identity),
                new Columnar<>(List.copyOf(unlisted)).texts(id -> id),
                mailbox.id());
        return taken;
    }

    /**
     * How many messages of the account lie nowhere, and may go: what lay in a mailbox that could
     * not be brought up to date may be there still.
     */
    long countWithoutPlace(UUID account) {
        return sql.queryOne(
                        """
                        SELECT count(*) FROM sync.message m WHERE account_id = ? AND %s
                        """
                                .formatted(MAY_GO),
                        row -> row.getLong(1),
                        account)
                .orElseThrow();
    }

    /** Hides some of them; returns which. */
    List<UUID> hide(UUID account, int atMost) {
        return sql.query(
                """
                UPDATE sync.message SET gone_at = jobs.clock() WHERE id IN (
                    SELECT id FROM sync.message m WHERE account_id = ? AND %s ORDER BY id LIMIT ?)
                RETURNING id
                """
                        .formatted(MAY_GO),
                row -> Columns.uuid(row, "id"),
                account,
                atMost);
    }

    /** Deletes some that have been gone for so long; returns how many. */
    int purge(UUID account, Duration kept, int atMost) {
        return sql.update(
                """
                DELETE FROM sync.message WHERE id IN (
                    SELECT id FROM sync.message
                    WHERE account_id = ? AND uid IS NULL AND gone_at < jobs.clock() - make_interval(secs => ?)
                    ORDER BY gone_at LIMIT ?)
                """,
                account,
                kept,
                atMost);
    }

    /** So many messages that lay in a mailbox that is no more lie in none; returns how many. */
    int forget(StoredMailbox mailbox, int atMost) {
        return sql.update(
                """
                UPDATE sync.message SET mailbox_id = NULL WHERE id IN (
                    SELECT id FROM sync.message WHERE mailbox_id = ? AND uid IS NULL LIMIT ?)
                """,
                mailbox.id(),
                atMost);
    }

    private UidSet uids(String table, StoredMailbox mailbox) {
        var uids =
                sql.query(
                        "SELECT uid FROM %s WHERE mailbox_id = ? AND uid IS NOT NULL"
                                .formatted(table),
                        row -> row.getLong(1),
                        mailbox.id());
        return UidSet.of(uids);
    }
}
