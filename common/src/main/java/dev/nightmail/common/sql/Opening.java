package dev.nightmail.common.sql;

import dev.nightmail.common.sql.Sql.Condition;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a transaction begins: it takes its role and tenant, and may ask for a condition. This goes
 * out before its first statement, and in one trip with it.
 */
record Opening(Access access, Optional<Condition> condition) {

    private static final String TAKE_ROLE =
            "SELECT set_config('role', ?, true), set_config('nightmail.tenant', ?, true); ";

    String before(String sql) {
        return TAKE_ROLE + condition.map(asked -> asked.query() + "; ").orElse("") + sql;
    }

    Object[] with(Object... args) {
        var own = Stream.of(access.role(), access.tenant().toString());
        var asked = condition.stream().flatMap(c -> c.args().stream());
        return Stream.of(own, asked, Stream.of(args)).flatMap(each -> each).toArray();
    }

    /** Goes on to the result of the statement itself. */
    void pass(PreparedStatement sent) throws SQLException {
        sent.getMoreResults();
        if (condition.isPresent()) {
            try (var rows = sent.getResultSet()) {
                if (!rows.next()) {
                    throw condition.get().otherwise().get();
                }
            }
            sent.getMoreResults();
        }
    }
}
