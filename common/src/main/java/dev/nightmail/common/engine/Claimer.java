package dev.nightmail.common.engine;

import dev.nightmail.common.engine.ClaimRepository.Catch;
import dev.nightmail.common.engine.ClaimRepository.Wish;
import dev.nightmail.common.engine.QueueRepository.Limits;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Claims within what the processes together may do of a queue. */
@Singleton
class Claimer {

    private final Sql sql;
    private final ClaimRepository claims;
    private final QueueRepository queues;
    private final InForce<EngineConfig> settings;
    private final KindRegistry kinds;

    Claimer(
            Sql sql,
            ClaimRepository claims,
            QueueRepository queues,
            InForce<EngineConfig> settings,
            KindRegistry kinds) {
        this.sql = sql;
        this.claims = claims;
        this.queues = queues;
        this.settings = settings;
        this.kinds = kinds;
    }

    /** Writes the queues of this service's kinds, with their limits, into the tables. */
    void publish() {
        sql.transact(
                Access.machinery(),
                () -> kinds.queues().forEach(queue -> queues.publish(queue, limits(queue))));
    }

    /** One transaction; a queue with limits is locked for it. */
    Catch claim(UUID worker, Wish wish) {
        return sql.transaction(
                Access.machinery(),
                QueueRepository.BY_INDEX,
                () ->
                        limits(wish.queue()).isAny()
                                ? claimWithinLimits(worker, wish)
                                : claims.claim(worker, wish));
    }

    private Catch claimWithinLimits(UUID worker, Wish wish) {
        int allowed = queues.allowed(wish.queue(), wish.room());
        if (allowed == 0) {
            return Catch.NOT_NOW;
        }
        var found = claims.claim(worker, wish.upTo(allowed));
        queues.spend(wish.queue(), found.claims().size());
        return found;
    }

    private Limits limits(String queue) {
        var now = settings.now();
        return new Limits(
                Optional.ofNullable(now.clusterConcurrency().get(queue)),
                Optional.ofNullable(now.rate().get(queue)));
    }
}
