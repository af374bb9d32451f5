package dev.nightmail.sync.body;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Forgets bodies whose time is over, whosever they are, in the caller's transaction. */
@ApplicationScoped
class ExpiredBodyRepository {

    private final Sql sql;

    ExpiredBodyRepository(Sql sql) {
        this.sql = sql;
    }

    /** A body that was forgotten, and since when it was here. */
    @RegisterForReflection
    record Expired(Instant cachedAt, UUID id) {

        /** Before all others. */
        static final Expired NONE = new Expired(Instant.EPOCH, Ids.NIL);
    }

    /** Those that came before that time, behind the last one that was forgotten. */
    record Range(Instant before, Expired after) {}

    /** The oldest first. */
    List<Expired> expire(Range range, int atMost) {
        return sql.query(
                "SELECT cached_at, id FROM sync.expire_bodies(?, ?, ?, ?)",
                row ->
                        new Expired(
                                Columns.findInstant(row, "cached_at").orElseThrow(),
                                Columns.uuid(row, "id")),
                range.before(),
                range.after().cachedAt(),
                range.after().id(),
                atMost);
    }
}
