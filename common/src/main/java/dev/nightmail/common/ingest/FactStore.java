package dev.nightmail.common.ingest;

import dev.nightmail.common.event.DeadLetters.Letter;
import dev.nightmail.common.ingest.FactReader.Told;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Outage;
import dev.nightmail.common.sql.Sql;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Stores what was told by topic, and waits while the database is away. */
@Singleton
class FactStore {

    private static final String WHAT = "Facts of the product";

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
                        Outage.outlast(
                                WHAT,
                                () ->
                                        sql.transaction(
                                                Access.machinery(),
                                                () -> items.knownTenants(tenants))));
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
            return conflicts(facts, Outage.outlast(WHAT, () -> upsert(owner, facts)));
        } catch (RuntimeException e) {
            if (facts.size() == 1) {
                return List.of(Letter.because(facts.getFirst().record(), e));
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
}
