package dev.nightmail.common.storage;

import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The table {@code core.data_key}, in the caller's transaction. */
@ApplicationScoped
class DataKeyRepository {

    private final Sql sql;

    DataKeyRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * The key of an owner as it is kept.
     *
     * @param wrapped empty when it was destroyed
     */
    record Kept(Optional<byte[]> wrapped) {}

    Optional<Kept> find(Owner owner) {
        return sql.queryOne(
                "SELECT wrapped FROM core.data_key WHERE tenant_id = ? AND owner_id = ?",
                row -> new Kept(Optional.ofNullable(row.getBytes("wrapped"))),
                owner.tenant(),
                owner.id());
    }

    /** Does nothing when the owner has or had a key. */
    void insert(Owner owner, byte[] wrapped) {
        sql.update(
                """
                INSERT INTO core.data_key (tenant_id, owner_id, wrapped, created_at) VALUES (?, ?, ?, jobs.clock())
                ON CONFLICT DO NOTHING
                """,
                owner.tenant(),
                owner.id(),
                wrapped);
    }

    /** Of an owner without a key, too: none is made from then on. Returns whether it was there. */
    boolean destroy(Owner owner) {
        return sql.update(
                        """
                        INSERT INTO core.data_key AS k (tenant_id, owner_id, created_at, destroyed_at)
                        SELECT ?, ?, now, now FROM jobs.clock() AS now
                        ON CONFLICT (tenant_id, owner_id) DO UPDATE
                        SET wrapped = NULL, destroyed_at = excluded.destroyed_at WHERE k.destroyed_at IS NULL
                        """,
                        owner.tenant(),
                        owner.id())
                > 0;
    }
}
