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
 * @param complaints what the ledgers say that is wrong, and what is in quarantine
 */
record Stored(Map<String, Box> byName, Map<String, Known> known, List<String> complaints) {

    private static final String MESSAGES =
            """
            select m.id::text, m.identity::text, coalesce(b.wire_name, ''), coalesce(m.uid, 0)::text, m.size::text,
                   coalesce((select string_agg(f, ' ' order by f collate "C") from unnest(m.flags) f), ''),
                   (m.gone_at is not null)::text
            from sync.message m left join sync.mailbox b on b.id = m.mailbox_id where m.account_id = ?::uuid
            """;

    private static final String MAILBOXES =
            """
            select wire_name, id::text, uid_validity::text from sync.mailbox where account_id = ?::uuid and selected
            """;

    private static final String COMPLAINTS =
            """
            select 'ledger of ' || wire_name || ': ' || concat_ws(' ', 'problem', problem, 'exists', exists_count, 'stored', stored_count,
                   'rows', n, 'quarantined', q)
            from sync.mailbox b,
                 lateral (select count(uid) as n from sync.message m where m.mailbox_id = b.id) held,
                 lateral (select count(*) as q from sync.quarantine x where x.mailbox_id = b.id) out
            where account_id = ?::uuid and selected
              and (problem <> '' or exists_count <> n + q or stored_count <> n or q > 0 or missing_since is not null
                   or exists (select from sync.message m where m.mailbox_id = b.id and m.uid is not null and not m.uid <@ covered))
            union all
            select 'without a place and not gone: ' || count(*) from sync.message
            where account_id = ?::uuid and uid is null and gone_at is null having count(*) > 0
            """;

    /** A mailbox, the letters in it by UID, without their numbers, and their ids. */
    record Box(String id, Mailbox mailbox, Map<Long, String> ids) {}

    /** A message, by what it is known again. */
    record Known(String identity, boolean isPlaced, String flags) {}

    static Stored of(Database database, String account) {
        var boxes = new TreeMap<String, Box>();
        for (var row : database.rows(MAILBOXES, account)) {
            var mailbox = new Mailbox(Long.parseLong(row.get(2)), new TreeMap<>());
            boxes.put(row.getFirst(), new Box(row.get(1), mailbox, new HashMap<>()));
        }
        var known = new HashMap<String, Known>();
        for (var row : database.rows(MESSAGES, account)) {
            long uid = Long.parseLong(row.get(3));
            known.put(row.getFirst(), new Known(row.get(1), uid > 0, row.get(5)));
            var box = boxes.get(row.get(2));
            if (uid > 0 && box != null) {
                box.mailbox()
                        .letters()
                        .put(uid, new Letter(0, row.get(5), Long.parseLong(row.get(4))));
                box.ids().put(uid, row.getFirst());
            }
        }
        var complaints = new ArrayList<String>();
        database.rows(COMPLAINTS, account, account).forEach(row -> complaints.add(row.getFirst()));
        return new Stored(boxes, known, complaints);
    }

    /** What is there and not here, or here and not there, or not the same. */
    List<String> differences(Mailboxes server) {
        var differences = new ArrayList<String>(complaints);
        var names = new TreeMap<String, Object>(byName);
        names.putAll(server.byName());
        for (var name : names.keySet()) {
            var there = server.byName().get(name);
            var here = byName.get(name);
            if (there == null || here == null) {
                differences.add(
                        name + (there == null ? " is not on the server" : " is not stored"));
            } else {
                compare(name, there, here, differences);
            }
        }
        return differences;
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
