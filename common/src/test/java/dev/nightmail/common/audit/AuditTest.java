package dev.nightmail.common.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J18")
class AuditTest {

    private final Sql sql = TestDatabase.sql();
    private final Audit audit = new Audit(sql, new Ids(InstantSource.system()));
    private final UUID tenant = UUID.randomUUID();
    private final AuditEntry entry =
            AuditEntry.critical(tenant, "tea.brew", "tea:1", "key:ada").with("minutes", 4);
    private final List<Access> roles =
            List.of(Access.request(tenant), Access.worker(tenant), Access.machinery());

    @Test
    void entryIsThereWithWhatItTellsOfAndNotWithout() {
        sql.transact(Access.request(tenant), () -> audit.write(entry));
        sql.rolledBack(
                Access.request(tenant),
                () -> {
                    audit.write(entry);
                    return true;
                });

        assertThat(find("details ->> 'minutes' || action || entity || actor || critical"))
                .containsExactly("4tea.brewtea:1key:adatrue");
    }

    @Test
    void entryIsNeitherChangedNorDeletedByAnyRole() {
        sql.transact(Access.worker(tenant), () -> audit.write(entry));

        for (var role : roles) {
            for (var change :
                    List.of(
                            "UPDATE core.audit SET actor = 'eve'",
                            "DELETE FROM core.audit",
                            "TRUNCATE core.audit")) {
                assertThatThrownBy(() -> sql.transact(role, () -> sql.update(change)))
                        .as(role.role() + ": " + change)
                        .isInstanceOf(SqlException.class)
                        .hasMessageContaining("42501");
            }
        }
        assertThat(find("actor")).containsExactly("key:ada");
    }

    @Test
    @Tag("P2")
    void nobodyWritesIntoTheAuditOfAnotherTenant() {
        assertThatThrownBy(() ->
                        sql.transact(Access.request(UUID.randomUUID()), () -> audit.write(entry)))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("42501");
    }

    private List<String> find(String what) {
        return sql.transaction(
                Access.request(tenant),
                () -> sql.query("SELECT " + what + " FROM core.audit", row -> row.getString(1)));
    }
}
