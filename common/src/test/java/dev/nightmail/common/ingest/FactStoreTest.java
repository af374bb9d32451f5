package dev.nightmail.common.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.event.DeadLetters.Letter;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.ingest.FactReader.Told;
import dev.nightmail.common.ingest.FactReader.Unreadable;
import dev.nightmail.common.ingest.FactStore.Fact;
import dev.nightmail.common.ingest.Reading.Item;
import dev.nightmail.common.testkit.CutDatabase;
import dev.nightmail.common.testkit.CutDatabase.Cut;
import dev.nightmail.common.testkit.CutDatabase.DeathError;
import dev.nightmail.common.testkit.TestClock;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of records, up to the dead letters. */
@Tag("P5")
class FactStoreTest {

    private final Stock stock = new Stock();
    private final FactStore store = new FactStore(stock.sql, stock.items);
    private final FactReader reader =
            new FactReader(
                    new IngestTypes(List.of(stock.plans)),
                    new ObjectMapper().findAndRegisterModules());

    @BeforeEach
    void openTenant() {
        TestDatabase.addTenant(stock.tenant);
    }

    @Test
    void factThatTheDatabaseRefusesIsFoundAmongTheOthers() throws Exception {
        var impossible = new Item("bad", 1, false, Stock.values("bad", "2026-02-30"));

        var refused =
                store.store(
                        List.of(
                                fact(Stock.plan("a", 1, "one")),
                                fact(Stock.plan("b", 1, "one")),
                                fact(impossible),
                                fact(Stock.plan("c", 1, "one"))));

        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().record().key()).isEqualTo("bad");
        assertThat(refused.getFirst().reason()).contains("22008").doesNotContain("2026-02-30");
        assertThat(stock.rows()).containsExactly("a 1 one", "b 1 one", "c 1 one");
    }

    @Test
    void factOfATenantThatDoesNotExistIsRefused() throws Exception {
        var stranger = UUID.randomUUID();
        var item = Stock.plan("a", 1, "one");
        var record = new ConsumerRecord<>(stock.plans.topic(), 0, 0, "a", "");

        var refused = store.store(List.of(new Fact(record, new Told(stranger, stock.plans, item))));

        assertThat(refused).extracting("reason").containsExactly("There is no such tenant");
    }

    @Test
    void conflictIsRefusedAndWhatIsKnownIsNot() throws Exception {
        store.store(List.of(fact(Stock.plan("a", 2, "two"))));

        var refused =
                store.store(
                        List.of(
                                fact(Stock.plan("a", 2, "two")),
                                fact(Stock.plan("a", 1, "one")),
                                fact(Stock.plan("a", 2, "other"))));

        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().reason()).contains("another content");
        assertThat(stock.rows()).containsExactly("a 2 two");
    }

    /** The first commit is that of the look for the tenant. */
    @ParameterizedTest
    @EnumSource(Cut.class)
    @Tag("A5")
    void cutAtTheCommitIsNoMoreThanARepeat(Cut cut) throws Exception {
        var database = new CutDatabase();
        var items = new IngestRepository(database.sql(), new TestClock(), new ObjectMapper());
        var cutStore = new FactStore(database.sql(), items);
        var facts = List.of(fact(Stock.plan("a", 1, "one")), fact(Stock.plan("b", 1, "one")));
        database.cutAt(2, cut);

        assertThat(storeAndRepeat(database, cutStore, facts)).isEmpty();

        assertThat(database.hasHappened()).isTrue();
        assertThat(stock.rows()).containsExactly("a 1 one", "b 1 one");
    }

    @Test
    void recordIsReadAsTheItemOfItsTenant() {
        var told = (Told) reader.read(record(event(stock.plans.eventType(), PLAN)));

        assertThat(told.tenant()).isEqualTo(stock.tenant);
        assertThat(told.item().externalId()).isEqualTo("p1");
    }

    @Test
    void recordThatIsNotWhatItsTopicPromisesIsUnreadable() {
        var type = stock.plans.eventType();
        for (var text :
                List.of(
                        "",
                        "{",
                        "null",
                        "[]",
                        event(type, PLAN).replace("\"tenant\"", "\"landlord\""),
                        event(type, PLAN).replace(stock.tenant.toString(), "x"),
                        event("dev.nightmail.product.user.changed", PLAN),
                        event(type, "[]"),
                        event(type, PLAN.replace("version", "revision")))) {
            assertThat(reader.read(record(text))).as(text).isInstanceOf(Unreadable.class);
        }
    }

    private static final String PLAN =
            """
            {"externalId": "p1", "version": 1, "cycleStart": "2026-01-01", "cycleLength": "P1M", "zone": "UTC"}\
            """;

    /** By the next process, if this one dies. */
    private static List<Letter> storeAndRepeat(
            CutDatabase database, FactStore store, List<Fact> facts) throws InterruptedException {
        try {
            return store.store(facts);
        } catch (DeathError e) {
            database.revive();
            return store.store(facts);
        }
    }

    private Fact fact(Item item) {
        var record = new ConsumerRecord<>(stock.plans.topic(), 0, 0, item.externalId(), "");
        return new Fact(record, new Told(stock.tenant, stock.plans, item));
    }

    private ConsumerRecord<String, String> record(String text) {
        return new ConsumerRecord<>(stock.plans.topic(), 0, 0, "key", text);
    }

    private String event(String type, String data) {
        return """
        {"specversion": "1.0", "id": "%s", "source": "/product", "type": "%s", "subject": "p1",
         "time": "2026-11-22T08:00:00Z", "datacontenttype": "application/json", "tenant": "%s", "data": %s}\
        """
                .formatted(new Ids(InstantSource.system()).next(), type, stock.tenant, data);
    }
}
