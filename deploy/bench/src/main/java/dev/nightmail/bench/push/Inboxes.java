package dev.nightmail.bench.push;

import dev.nightmail.bench.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What the database says of the accounts that are listened to. */
record Inboxes(Database database) {

    /** Accounts to which a process listens, or is about to. */
    long countHeld() {
        return database.number(
                "SELECT count(*) FROM sync.idle WHERE expires_at > clock_timestamp()");
    }

    /** Messages stored of each INBOX, by the account's address. */
    Map<String, Long> stored() {
        return database.read(
                """
                SELECT a.address, m.stored_count FROM sync.mailbox m JOIN sync.account a ON a.id = m.account_id
                WHERE m.wire_name = 'INBOX'
                """,
                Inboxes::toCounts);
    }

    private static Map<String, Long> toCounts(ResultSet rows) throws SQLException {
        var counts = new HashMap<String, Long>();
        while (rows.next()) {
            counts.put(rows.getString(1), rows.getLong(2));
        }
        return counts;
    }
}
