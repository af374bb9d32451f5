package dev.nightmail.sync.mailbox;

import dev.nightmail.common.sql.Columnar;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.depth.Skipped;
import dev.nightmail.sync.depth.SkippedRepository;
import dev.nightmail.sync.depth.Spared;
import dev.nightmail.sync.gmail.GmailRepository;
import dev.nightmail.sync.imap.FetchedMessage;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
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

    private final Sql sql;
    private final SkippedRepository skipped;
    private final GmailRepository gmail;

    PlaceRepository(Sql sql) {
        this.sql = sql;
        this.skipped = new SkippedRepository(sql);
        this.gmail = new GmailRepository(sql);
    }

    /** The UIDs that are stored, in quarantine or skipped. */
    UidSet held(StoredMailbox mailbox) {
        return present(mailbox).union(skipped(mailbox));
    }

    /** The UIDs that are stored or in quarantine. */
    UidSet present(StoredMailbox mailbox) {
        return stored(mailbox).union(uids("sync.quarantine", mailbox));
    }

    /** The UIDs that are skipped. */
    UidSet skipped(StoredMailbox mailbox) {
        return skipped.find(mailbox.id()).map(Skipped::uids).orElse(UidSet.EMPTY);
    }

    /** The UIDs that are stored. */
    UidSet stored(StoredMailbox mailbox) {
        return uids("sync.message", mailbox);
    }

    /** How many messages are stored, in quarantine or skipped. */
    long countHeld(StoredMailbox mailbox) {
        return countHeld(
                mailbox,
                "SELECT count(*) FROM sync.message WHERE mailbox_id = ? AND uid IS NOT NULL");
    }

    /** The same by what was counted as messages came and went, whose rows are not read. */
    long countNoted(StoredMailbox mailbox) {
        return countHeld(mailbox, "SELECT stored_count FROM sync.mailbox WHERE id = ?");
    }

    private long countHeld(StoredMailbox mailbox, String stored) {
        return sql.query(
                        """
                        SELECT (%s)
                             + (SELECT count(*) FROM sync.quarantine WHERE mailbox_id = ?)
                             + (SELECT coalesce(sum(messages), 0) FROM sync.skipped WHERE mailbox_id = ?)
                        """
                                .formatted(stored),
                        row -> row.getLong(1),
                        mailbox.id(),
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
     * Those of these UIDs that are stored, in quarantine or skipped, found between the lowest and
     * the highest of them.
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
        return UidSet.of(found).union(skipped.among(mailbox.id(), uids));
    }

    /** The messages that lay there, and are looked for. */
    Spared.Stored lookedFor(StoredMailbox mailbox) {
        return sql.query(
                        """
                        SELECT count(*) AS messages, min(internal_date) AS oldest
                        FROM sync.message WHERE mailbox_id = ? AND uid IS NULL AND gone_at IS NULL
                        """,
                        row ->
                                new Spared.Stored(
                                        row.getLong("messages"),
                                        Columns.findInstant(row, "oldest")),
                        mailbox.id())
                .getFirst();
    }

    /** These are skipped no more, stored or gone; returns which were. */
    UidSet unskip(StoredMailbox mailbox, UidSet uids) {
        return skipped.takeOut(mailbox.id(), uids);
    }

    /** Nothing of it is skipped, until that is decided anew. */
    void unskipAll(StoredMailbox mailbox) {
        skipped.forget(mailbox.id());
    }

    /** A mailbox that has come later is taken whole. */
    void takeWhole(UUID tenant, UUID mailbox) {
        skipped.put(tenant, mailbox, Skipped.NOTHING);
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
     * that the server does not list, which is opened if it is listed again; each copy takes one, of
     * those that are gone last, of those that lay in this mailbox first. Of two that Gmail tells
     * ids of, these decide. Returns them by UID.
     *
     * @param unlisted the mailboxes that are not listed
     */
    Map<Long, Taken> take(StoredMailbox mailbox, List<NewMessage> page, Set<UUID> unlisted) {
        sql.query("SELECT sync.refresh_plans()", row -> row.getInt(1));
        var fetched = page.stream().map(NewMessage::fetched).toList();
        var taken = new HashMap<Long, Taken>();
        var place = new GmailRepository.Place(mailbox.id(), mailbox.account());
        gmail.take(place, fetched, unlisted)
                .forEach((uid, one) -> taken.put(uid, new Taken(one.id(), one.wasElsewhere())));
        var rest = page.stream().filter(message -> !taken.containsKey(message.uid())).toList();
        taken.putAll(takeByIdentity(mailbox, rest, unlisted));
        return taken;
    }

    /** Keeps what Gmail tells of messages that lie there now. */
    void label(StoredMailbox mailbox, List<NewMessage> page) {
        var told = new HashMap<Long, FetchedMessage.Gmail>();
        page.forEach(each -> each.fetched().gmail().ifPresent(g -> told.put(each.uid(), g)));
        gmail.put(mailbox.id(), told);
    }

    /** Of two that Gmail tells ids of, these decide. Each identity is looked up by itself. */
    private static String take(boolean isGmail) {
        return """
        WITH found AS (
            SELECT uid, modseq, flags, identity, row_number() OVER (PARTITION BY identity ORDER BY uid) AS copy
            FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::uuid[]) AS n (uid, modseq, flags, identity)),
        known AS (
            SELECT id, identity, CASE WHEN uid IS NOT NULL THEN mailbox_id END AS before, row_number() OVER (
                       PARTITION BY identity
                       ORDER BY gone_at IS NOT NULL, uid IS NOT NULL, mailbox_id = ? DESC NULLS LAST, gone_at DESC,
                                id) AS copy
            FROM (SELECT DISTINCT identity FROM found) n CROSS JOIN LATERAL (
                SELECT id, uid, mailbox_id, gone_at FROM sync.message
                WHERE account_id = ? AND identity = n.identity
                  AND (uid IS NULL OR mailbox_id = ANY (?::uuid[])) %s OFFSET 0) m),
        placed AS (
            UPDATE sync.message m
            SET mailbox_id = ?, uid = f.uid, modseq = f.modseq, flags = string_to_array(f.flags, ' '), gone_at = NULL
            FROM found f JOIN known k USING (identity, copy) WHERE m.id = k.id
            RETURNING f.uid, m.id, k.before),
        counted AS (
            UPDATE sync.mailbox b SET stored_count = stored_count - l.messages, highest_modseq = NULL, verified_at = NULL
            FROM (SELECT before, count(*) AS messages FROM placed GROUP BY before) l WHERE b.id = l.before)
        SELECT uid, id, before IS NOT NULL AS was_elsewhere FROM placed
        """
                .formatted(isGmail ? "AND gmail_message_id IS NULL" : "");
    }

    private Map<Long, Taken> takeByIdentity(
            StoredMailbox mailbox, List<NewMessage> page, Set<UUID> unlisted) {
        boolean isGmail = page.stream().anyMatch(m -> m.fetched().gmail().isPresent());
        var p = new Columnar<>(page);
        var taken = new HashMap<Long, Taken>();
        sql.query(
                take(isGmail),
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
                new Columnar<>(List.copyOf(unlisted)).texts(id -> id),
                mailbox.id());
        return taken;
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
