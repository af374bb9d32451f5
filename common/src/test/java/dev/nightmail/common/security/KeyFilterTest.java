package dev.nightmail.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.oidc.Tokens;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.testkit.TestDatabase;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whom the filter lets in where the endpoint decides by itself, and while nobody can be known. */
@Tag("A5")
@Tag("P2")
class KeyFilterTest {

    private static final String READ = "system:read";

    private final Caller caller = new Caller();

    /** One of each sort. */
    interface Endpoints {

        @Open
        void open();

        @Scope(READ)
        void scoped();
    }

    @Test
    void whatIsOpenIsCalledWhileTheDatabaseIsAwayBySomebodyWhoMayNothing() throws Exception {
        var filter = filter(away());

        filter.letIn(Optional.of("Bearer nm_x"), method("open"));

        assertThat(caller.may(READ)).isFalse();
        assertThat(caller.isOperator()).isFalse();
        assertThatThrownBy(() -> caller.require(READ)).isInstanceOf(SqlException.class);
        assertThatThrownBy(() -> filter.letIn(Optional.of("Bearer nm_x"), method("scoped")))
                .isInstanceOf(SqlException.class);
    }

    @Test
    void whatIsOpenTakesNoKeyOrAValidOne() throws Exception {
        var sql = TestDatabase.sql();
        var filter = filter(sql);
        var keys = Keys.over(sql, new Ids(InstantSource.system()));
        var made =
                sql.transaction(
                        Access.machinery(), () -> keys.open("tenant " + UUID.randomUUID(), "test"));

        filter.letIn(Optional.empty(), method("open"));
        assertThat(caller.may(READ)).isFalse();
        assertThatThrownBy(() -> filter.letIn(Optional.of("Bearer nm_x"), method("open")))
                .isInstanceOf(Problem.class);

        filter.letIn(Optional.of("Bearer " + made.key()), method("open"));
        assertThat(caller.may(READ)).isTrue();
        assertThat(caller.isOperator()).isFalse();
        assertThatThrownBy(caller::requireOperator).isInstanceOf(Problem.class);
    }

    private KeyFilter filter(Sql sql) {
        var tokens = new Tokens(Map::of, InstantSource.system(), System::nanoTime);
        var identities = new Identities(new ApiKeyRepository(sql), tokens);
        return new KeyFilter(identities, new KeyRates(new Plenty(), System::nanoTime), caller);
    }

    private static Sql away() {
        return Sql.over(() -> {
            throw new SQLException("away", "08001");
        });
    }

    private static Method method(String name) throws NoSuchMethodException {
        return Endpoints.class.getMethod(name);
    }

    /** More than anybody asks. */
    private record Plenty() implements KeyConfig {

        @Override
        public int rate() {
            return 100;
        }

        @Override
        public int burst() {
            return 100;
        }
    }
}
