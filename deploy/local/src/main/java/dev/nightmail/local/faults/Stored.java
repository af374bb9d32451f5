package dev.nightmail.local.faults;

import dev.nightmail.local.faults.Mailboxes.Letter;
import dev.nightmail.local.faults.Mailboxes.Mailbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the database holds of an account.
 *
 * @param byName mailboxes by their names on the wire
 * @param known every message that is placed, hidden or gone, by its id
 * @param joins threads that have become part of others, and of which
 * @param complaints what the ledgers say that is wrong, and what is in quarantine
 */
record Stored(
        Map<String, Box> byName,
        Map<String, Known> known,
        Map<String, String> joins,
        List<String> complaints) {

    private static final String MESSAGES =
            """
            select m.id::text, m.identity::text, coalesce(b.wire_name, ''), coalesce(m.uid, 0)::text, m.size::text,
                   coalesce((select string_agg(f, ' ' order by f collate "C") from unnest(m.flags) f), ''),
                   (select count(*) from sync.participant p where p.message_id = m.id) || ' participants, '
                       || (select count(*) from sync.attachment a where a.message_id = m.id) || ' attachments',
                   coalesce(m.thread_id::text, '')
            from sync.message m left join sync.mailbox b on b.id = m.mailbox_id where m.account_id = ?::uuid
            """;

    private static final String MAILBOXES =
            """
            select wire_name, id::text, uid_validity::text, (missing_since is not null)::text
            from sync.mailbox where account_id = ?::uuid and selected
            """;

    private static final String JOINS =
            "select thread_id::text, into_id::text from sync.thread_join where account_id = ?::uuid";

    private static final String COMPLAINTS =
            """
            select 'ledger of ' || wire_name || ': ' || concat_ws(' ', 'problem', problem, 'exists', exists_count, 'stored', stored_count,
                   'rows', n, 'quarantined', q)
            from sync.mailbox b,
                 lateral (select count(uid) as n from sync.message m where m.mailbox_id = b.id) held,
                 lateral (select count(*) as q from sync.quarantine x where x.mailbox_id = b.id) out
            where account_id = ?::uuid and selected and missing_since is null
              and (problem <> '' or exists_count <> n + q or stored_count <> n or q > 0
                   or exists (select from sync.message m where m.mailbox_id = b.id and m.uid is not null and not m.uid <@ covered))
            union all
            select 'without a place and not gone: ' || count(*) from sync.message
            where account_id = ?::uuid and uid is null and gone_at is null having count(*) > 0
            """;

    /**
     * A mailbox.
     *
     * @param mailbox the letters in it by UID, without their numbers
     * @param isMissing whether the server did not list it when it was last asked
     */
    record Box(String id, Mailbox mailbox, Map<Long, String> ids, boolean isMissing) {}

    /**
     * A message.
     *
     * @param identity by what it is known again
     * @param parts how many rows say more of it
     */
    record Known(String identity, boolean isPlaced, String flags, String parts, String thread) {}

    static Stored of(Database database, String account) {
        var boxes = new TreeMap<String, Box>();
        for (var row : database.rows(MAILBOXES, account)) {
            var mailbox = new Mailbox(Long.parseLong(row.get(2)), new TreeMap<>());
            boolean isMissing = row.get(3).equals("true");
            boxes.put(row.getFirst(), new Box(row.get(1), mailbox, new HashMap<>(), isMissing));
        }
        var known = new HashMap<String, Known>();
        for (var row : database.rows(MESSAGES, account)) {
            long uid = Long.parseLong(row.get(3));
            known.put(
                    row.getFirst(),
                    new Known(row.get(1), uid > 0, row.get(5), row.get(6), row.get(7)));
            var box = boxes.get(row.get(2));
            if (uid > 0 && box != null) {
                box.mailbox()
                        .letters()
                        .put(uid, new Letter(0, row.get(5), Long.parseLong(row.get(4))));
                box.ids().put(uid, row.getFirst());
            }
        }
        var joins = new HashMap<String, String>();
        database.rows(JOINS, account).forEach(row -> joins.put(row.getFirst(), row.get(1)));
        var complaints = new ArrayList<String>();
        database.rows(COMPLAINTS, account, account).forEach(row -> complaints.add(row.getFirst()));
        return new Stored(boxes, known, joins, complaints);
    }

    /** What is there and not here, or not the same. */
    List<String> differences(Mailboxes server) {
        var differences = new ArrayList<String>(complaints);
        server.byName()
                .forEach((name, there) -> {
                    var here = byName.get(name);
                    if (here == null || here.isMissing()) {
                        differences.add(name + (here == null ? " is not stored" : " is missing"));
                    } else {
                        compare(name, there, here, differences);
                    }
                });
        return differences;
    }

    /** What is here and not there: a mailbox stays until it was not listed twice. */
    List<String> leftovers(Mailboxes server) {
        return byName.keySet().stream()
                .filter(name -> !server.byName().containsKey(name))
                .map(name -> name + " is not on the server")
                .toList();
    }

    private static void compare(String name, Mailbox there, Box here, List<String> differences) {
        if (there.uidValidity() != here.mailbox().uidValidity() && !there.letters().isEmpty()) {
            differences.add(
                    "%s: UIDVALIDITY %d, stored %d"
                            .formatted(name, there.uidValidity(), here.mailbox().uidValidity()));
        }
        var all = new TreeMap<Long, Letter>(here.mailbox().letters());
        all.putAll(there.letters());
        for (var uid : all.keySet()) {
            var letter = there.letters().get(uid);
            var row = here.mailbox().letters().get(uid);
            if (letter == null || row == null) {
                differences.add(
                        "%s/%d %s"
                                .formatted(
                                        name, uid, letter == null ? "is stored only" : "is lost"));
            } else if (!letter.flags().equals(row.flags()) || letter.size() != row.size()) {
                differences.add("%s/%d: %s, stored %s".formatted(name, uid, letter, row));
            }
        }
    }
}
