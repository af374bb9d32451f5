package dev.nightmail.sync.contact;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Contacts as callers read them, in the transaction of a request. */
@ApplicationScoped
class ContactViewRepository {

    /** Contacts that one request looks at. */
    static final int MOST_LOOKED_AT = 20_000;

    private final Sql sql;

    ContactViewRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * Those whose name or address holds the words, from behind an address on.
     *
     * @param words in any case; empty for all
     */
    ContactView.Page list(UUID account, Optional<String> words, Optional<String> after, int limit) {
        int most = words.isPresent() ? MOST_LOOKED_AT : limit + 1;
        var values = new ArrayList<Object>(List.of(words, words, words, account));
        after.ifPresent(values::add);
        Collections.addAll(values, most, limit + 1);
        var rows = sql.query(statement(after.isPresent()), Row::of, values.toArray());
        var found = rows.stream().filter(Row::wanted).map(Row::contact).toList();
        if (found.size() > limit) {
            var page = found.subList(0, limit);
            return new ContactView.Page(page, Optional.of(page.getLast().address()));
        }
        var horizon =
                rows.stream().filter(row -> !row.wanted() && row.looked() == most).findFirst();
        return new ContactView.Page(found, horizon.map(row -> row.contact().address()));
    }

    /** In the order of addresses, from behind one on or from the first on. */
    private static String statement(boolean isBehind) {
        return """
        WITH looked AS MATERIALIZED (
            SELECT c.*, (?::text IS NULL OR strpos(c.address, lower(?::text COLLATE pg_c_utf8)) > 0
                         OR strpos(lower(c.name COLLATE pg_c_utf8), lower(?::text COLLATE pg_c_utf8)) > 0) AS wanted
            FROM sync.contact c WHERE c.account_id = ? %s
            ORDER BY c.address LIMIT ?),
        page AS (SELECT * FROM looked WHERE wanted ORDER BY address LIMIT ?)
        SELECT address, name, sent_to, received_from, first_seen_at, last_seen_at, true AS wanted, 0 AS looked
        FROM page
        UNION ALL
        (SELECT address, '', 0, 0, first_seen_at, last_seen_at, false, (SELECT count(*) FROM looked)::int
         FROM looked ORDER BY address DESC LIMIT 1)
        ORDER BY wanted DESC, address
        """
                .formatted(isBehind ? "AND c.address > ?" : "");
    }

    private record Row(ContactView contact, boolean wanted, int looked) {

        static Row of(ResultSet row) throws SQLException {
            var contact =
                    new ContactView(
                            row.getString("address"),
                            row.getString("name"),
                            row.getLong("sent_to"),
                            row.getLong("received_from"),
                            Columns.instant(row, "first_seen_at"),
                            Columns.instant(row, "last_seen_at"));
            return new Row(contact, row.getBoolean("wanted"), row.getInt("looked"));
        }
    }
}
