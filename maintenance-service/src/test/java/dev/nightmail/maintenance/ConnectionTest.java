package dev.nightmail.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a service speaks to the database. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class ConnectionTest {

    @Inject SchemaGate schema;
    @Inject Sql sql;

    @Test
    @Tag("J3")
    void statementIsKeptByTheServerFromItsFirstUseOn() throws Exception {
        schema.await();

        int kept =
                sql.transaction(
                                Access.machinery(),
                                () ->
                                        sql.queryOne(
                                                """
                                                SELECT count(*) FROM pg_prepared_statements
                                                WHERE statement LIKE '%used once%'
                                                """,
                                                row -> row.getInt(1)))
                        .orElseThrow();

        assertThat(kept).isOne();
    }
}
