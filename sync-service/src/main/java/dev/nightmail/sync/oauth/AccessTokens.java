package dev.nightmail.sync.oauth;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.time.Deadline;
import dev.nightmail.common.time.Monotonic;
import dev.nightmail.sync.oauth.TokenRepository.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Tokens that are valid now; refreshes those that are due, by one process at a time. */
@ApplicationScoped
public class AccessTokens {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Sql sql;
    private final TokenRepository tokens;
    private final Issuers issuers;
    private final TokenClient client;
    private final Monotonic time;

    public AccessTokens(
            Sql sql, TokenRepository tokens, Issuers issuers, TokenClient client, Monotonic time) {
        this.sql = sql;
        this.tokens = tokens;
        this.issuers = issuers;
        this.client = client;
        this.time = time;
    }

    /**
     * A token of the account; called without a transaction, and holds none while it asks the
     * issuer.
     *
     * @throws TokenException when the issuer does not vouch any more, or none can be had in time
     */
    public String get(UUID tenant, UUID account) throws TokenException {
        var patience = new Deadline(time, LONGEST_WAIT);
        while (!patience.isOver()) {
            var seen = find(tenant, account);
            var lease = UUID.randomUUID();
            if (!seen.isDue()) {
                return seen.access();
            }
            if (isLeased(tenant, account, seen, lease)) {
                return refresh(new Turn(tenant, account, lease), seen);
            }
            if (seen.isAlive()) {
                return seen.access();
            }
            time.pass(LOOK);
        }
        throw TokenException.unavailable();
    }

    /**
     * Another token than this one, which a server has refused before its time.
     *
     * @throws TokenException as for {@link #get}
     */
    public String insteadOf(String refused, UUID tenant, UUID account) throws TokenException {
        var seen = find(tenant, account);
        if (seen.access().equals(refused)) {
            sql.transact(Access.worker(tenant), () -> tokens.expire(account, seen.version()));
        }
        return get(tenant, account);
    }

    /** A process that refreshes an account's token. */
    private record Turn(UUID tenant, UUID account, UUID lease) {}

    private String refresh(Turn turn, Stored seen) throws TokenException {
        try {
            var issuer = issuers.find(seen.provider()).orElseThrow(TokenException::unavailable);
            var fresh = client.refresh(issuer, seen.refresh());
            boolean isStored =
                    sql.transaction(
                            Access.worker(turn.tenant()),
                            () -> tokens.replace(turn.tenant(), turn.account(), seen, fresh));
            return isStored ? fresh.access() : find(turn.tenant(), turn.account()).access();
        } catch (TokenException failed) {
            return instead(turn, seen, failed);
        }
    }

    /** Another's newer token; the old one while it lives and the issuer is only away. */
    private String instead(Turn turn, Stored seen, TokenException failed) throws TokenException {
        sql.transact(Access.worker(turn.tenant()), () -> tokens.rest(turn.account(), turn.lease()));
        var now = find(turn.tenant(), turn.account());
        boolean isUsable = now.isAlive() && !failed.isRevoked();
        if (isUsable || now.version() != seen.version()) {
            return now.access();
        }
        throw failed;
    }

    private boolean isLeased(UUID tenant, UUID account, Stored seen, UUID lease) {
        return sql.transaction(
                Access.worker(tenant), () -> tokens.lease(account, seen.version(), lease));
    }

    private Stored find(UUID tenant, UUID account) throws TokenException {
        Optional<Stored> found = sql.transaction(Access.worker(tenant), () -> tokens.find(account));
        return found.orElseThrow(TokenException::revoked);
    }
}
