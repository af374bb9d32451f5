package dev.nightmail.sync.mailbox;

import dev.nightmail.common.sql.Columnar;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which messages an account has received, in the transaction of a running job. */
@ApplicationScoped
class ArrivalRepository {

    private final Sql sql;

    ArrivalRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * Notes those as received that have not been, and of which the account has, or had, no copy;
     * returns their identities.
     *
     * @param messages just inserted
     */
    Set<UUID> add(UUID tenant, UUID account, List<NewMessage> messages) {
        var m = new Columnar<>(messages);
        return sql
                .query(
                        """
                        INSERT INTO sync.received (account_id, identity, tenant_id, received_at)
                        SELECT DISTINCT ?::uuid, n.identity, ?::uuid, jobs.clock() FROM unnest(?::uuid[]) AS n (identity)
                        WHERE NOT EXISTS (
                            SELECT FROM sync.message k
                            WHERE k.account_id = ? AND k.identity = n.identity AND k.id <> ALL (?::uuid[]))
                        ON CONFLICT DO NOTHING
                        RETURNING identity
                        """,
                        row -> Columns.uuid(row, "identity"),
                        account,
                        tenant,
                        m.texts(NewMessage::identity),
                        account,
                        m.texts(NewMessage::id))
                .stream()
                .collect(Collectors.toSet());
    }
}
