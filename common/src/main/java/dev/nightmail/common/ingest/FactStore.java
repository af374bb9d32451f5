package dev.nightmail.common.ingest;

import dev.nightmail.common.event.DeadLetters.Letter;
import dev.nightmail.common.ingest.FactReader.Told;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.sql.TransactionGivenUpException;
import dev.nightmail.common.sql.UnclearCommitException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Stores what was told by topic, and waits while the database is away. */
@Singleton
class FactStore {

    private static final Logger LOG = Logger.getLogger(FactStore.class);
    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);

    private final Sql sql;
    private final IngestRepository items;

    FactStore(Sql sql, IngestRepository items) {
        this.sql = sql;
        this.items = items;
    }

    /** A record with the item that was read from it. */
    record Fact(ConsumerRecord<String, String> record, Told told) {

        private Owner owner() {
            return new Owner(told.tenant(), told.type());
        }
    }

    private record Owner(UUID tenant, IngestType type) {}

    /** One transaction for each tenant and type; what is refused comes back. */
    List<Letter> store(List<Fact> facts) throws InterruptedException {
        if (facts.isEmpty()) {
            return List.of();
        }
        var tenants = facts.stream().map(fact -> fact.told().tenant()).distinct().toList();
        var known =
                new HashSet<>(
                        insist(() ->
                                sql.transaction(
                                        Access.machinery(), () -> items.knownTenants(tenants))));
        var refused = new ArrayList<Letter>();
        var byOwner = facts.stream().collect(Collectors.groupingBy(Fact::owner));
        for (var owned : byOwner.entrySet()) {
            refused.addAll(
                    known.contains(owned.getKey().tenant())
                            ? store(owned.getKey(), owned.getValue())
                            : refuse(owned.getValue(), "There is no such tenant"));
        }
        return refused;
    }

    /** Halves what fails until the one is found that does. */
    private List<Letter> store(Owner owner, List<Fact> facts) throws InterruptedException {
        try {
            return conflicts(facts, insist(() -> upsert(owner, facts)));
        } catch (RuntimeException e) {
            if (facts.size() == 1) {
                return refuse(facts, "It cannot be stored: " + reason(e));
            }
            int middle = facts.size() / 2;
            var refused = new ArrayList<>(store(owner, facts.subList(0, middle)));
            refused.addAll(store(owner, facts.subList(middle, facts.size())));
            return refused;
        }
    }

    private List<ItemOutcome> upsert(Owner owner, List<Fact> facts) {
        var told = facts.stream().map(fact -> fact.told().item()).toList();
        return sql.transaction(
                Access.worker(owner.tenant()),
                () -> items.upsert(owner.tenant(), owner.type(), told));
    }

    private static List<Letter> conflicts(List<Fact> facts, List<ItemOutcome> outcomes) {
        var conflicts = new ArrayList<Fact>();
        for (int i = 0; i < facts.size(); i++) {
            if (outcomes.get(i) == ItemOutcome.CONFLICT) {
                conflicts.add(facts.get(i));
            }
        }
        return refuse(conflicts, "Its version has been told before, with another content");
    }

    private static List<Letter> refuse(List<Fact> facts, String reason) {
        return facts.stream().map(fact -> new Letter(fact.record(), reason)).toList();
    }

    /** Messages of others may hold a row. */
    private static String reason(RuntimeException e) {
        return e instanceof SqlException ? String.valueOf(e.getMessage()) : e.getClass().getName();
    }

    /** Does it again until the database has done it or refuses for good. */
    private static <T> T insist(Supplier<T> work) throws InterruptedException {
        while (true) {
            try {
                return work.get();
            } catch (SqlException e) {
                if (!e.isTransient()) {
                    throw e;
                }
                LOG.warnf("Facts of the product wait for the database: %s", e.getMessage());
            } catch (UnclearCommitException | TransactionGivenUpException e) {
                LOG.warnf("Facts of the product are stored again: %s", e.getMessage());
            }
            LockSupport.parkNanos(OUTAGE_PAUSE.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
