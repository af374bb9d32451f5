package dev.nightmail.sync.finding;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Goes down a list of messages by an index, newest first, and picks those that pass a test. How
 * many it looks at is bounded, however few pass: a page may have fewer messages than the limit,
 * even none, and yet a next one.
 *
 * <p>It looks at few first, and at ever more while the page is not full. Each look is one statement
 * and so of one moment, and where it has ended is a place in the order and no number: what comes
 * and goes meanwhile shifts nothing.
 */
public final class Walk {

    /** Messages that one request looks at. */
    static final int MOST_LOOKED_AT = 20_000;

    private static final int MORE_EACH_TIME = 8;

    private final Sql sql;
    private final Conditions.Part index;
    private final Conditions.Part test;
    private final int limit;
    private final List<Position> found = new ArrayList<>();
    private Optional<Position> at;
    private boolean isOver;

    /** What is gone down, and what is picked. */
    public record Tested(Conditions.Part index, Conditions.Part test) {}

    private Walk(Sql sql, Tested tested, Optional<Position> from, int limit) {
        this.sql = sql;
        this.index = tested.index();
        this.test = tested.test();
        this.at = from;
        this.limit = limit;
    }

    /**
     * Some of a list.
     *
     * @param next from where it goes on; empty at its end
     */
    public record Found(List<Position> positions, Optional<Position> next) {

        public List<UUID> ids() {
            return positions.stream().map(Position::id).toList();
        }
    }

    public static Found run(Sql sql, Tested tested, Optional<Position> from, int limit) {
        return new Walk(sql, tested, from, limit).run();
    }

    private Found run() {
        int looked = 0;
        int window = limit + 1;
        while (!isOver && found.size() < limit && looked < MOST_LOOKED_AT) {
            look(window);
            looked += window;
            window = Math.min(window * MORE_EACH_TIME, Math.max(1, MOST_LOOKED_AT - looked));
        }
        if (found.size() >= limit) {
            var page = List.copyOf(found.subList(0, limit));
            boolean isLast = isOver && found.size() == limit;
            return new Found(page, isLast ? Optional.empty() : Optional.of(page.getLast()));
        }
        return new Found(List.copyOf(found), isOver ? Optional.empty() : at);
    }

    private void look(int window) {
        var below = Conditions.below(at);
        var values = new ArrayList<Object>(test.values());
        values.addAll(index.values());
        values.addAll(below.values());
        values.add(window);
        values.add(limit + 1);
        var condition = index.sql() + (at.isPresent() ? " AND " + below.sql() : "");
        var rows =
                sql.query(
                        """
                        WITH looked AS MATERIALIZED (
                            SELECT m.id, m.internal_date, (%s) AS wanted FROM sync.message m WHERE %s
                            ORDER BY m.internal_date DESC, m.id DESC LIMIT ?)
                        (SELECT id, internal_date, true AS wanted, 0 AS looked FROM looked WHERE wanted
                         ORDER BY internal_date DESC, id DESC LIMIT ?)
                        UNION ALL
                        (SELECT id, internal_date, false, (SELECT count(*) FROM looked)::int FROM looked
                         ORDER BY internal_date, id LIMIT 1)
                        """
                                .formatted(test.sql(), condition),
                        Row::of,
                        values.toArray());
        rows.stream().filter(Row::wanted).map(Row::position).forEach(found::add);
        var last = rows.stream().filter(row -> !row.wanted()).findFirst();
        isOver = last.isEmpty() || last.get().looked() < window;
        at = last.map(Row::position).or(() -> at);
    }

    private record Row(Position position, boolean wanted, int looked) {

        static Row of(ResultSet row) throws SQLException {
            var position =
                    new Position(Columns.instant(row, "internal_date"), Columns.uuid(row, "id"));
            return new Row(position, row.getBoolean("wanted"), row.getInt("looked"));
        }
    }
}
