package dev.nightmail.common.system;

import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The nonces of signed calls, in the caller's transaction. */
@ApplicationScoped
class NonceRepository {

    private static final int AT_ONCE = 100;

    private final Sql sql;

    NonceRepository(Sql sql) {
        this.sql = sql;
    }

    /** False when it was seen before, by whichever service. */
    boolean addIfNew(String nonce, Instant expires) {
        return sql.update(
                        "INSERT INTO core.nonce (nonce, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        nonce,
                        expires)
                == 1;
    }

    /** Forgets some of those that no call can have any more. */
    void prune(Instant now) {
        sql.update(
                """
                DELETE FROM core.nonce WHERE nonce IN (
                    SELECT nonce FROM core.nonce WHERE expires_at < ?
                    ORDER BY expires_at LIMIT ? FOR UPDATE SKIP LOCKED)
                """,
                now,
                AT_ONCE);
    }
}
