package dev.nightmail.sync.mailbox;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.event.Outbox;
import dev.nightmail.common.net.TestHosts;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.storage.DataKeys;
import dev.nightmail.common.testkit.TestPacing;
import dev.nightmail.sync.TestServers;
import dev.nightmail.sync.account.SyncStateRepository;
import dev.nightmail.sync.account.TestCredentials;
import dev.nightmail.sync.body.TestBodies;
import dev.nightmail.sync.contact.Contacts;
import dev.nightmail.sync.depth.Depths;
import dev.nightmail.sync.depth.SkippedRepository;
import dev.nightmail.sync.gmail.GmailRepository;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapSettings;
import dev.nightmail.sync.message.MessageHeader;
import dev.nightmail.sync.schedule.Cycles;
import dev.nightmail.sync.schedule.HostPauseRepository;
import dev.nightmail.sync.thread.Threads;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The parts of a sync on the test database, put together as the service does. */
final class Wiring {

    private final TestJobs engine;
    private final int pageSize;

    /** What was counted. */
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final SyncConfig config;
    private final SyncStateRepository accounts;
    private final MailboxRepository mailboxes;
    private final PlaceRepository places;
    private final SyncFacts facts;
    private final Ledger ledger;

    Wiring(TestJobs engine, Secrets secrets, int pageSize) {
        this.engine = engine;
        this.pageSize = pageSize;
        config = config(pageSize);
        accounts = new SyncStateRepository(engine.sql, TestCredentials.of(engine.sql, secrets));
        mailboxes = new MailboxRepository(engine.sql, engine.ids);
        places = new PlaceRepository(engine.sql);
        facts =
                new SyncFacts(
                        new Outbox(engine.sql, engine.ids, engine.clock, engine.json, "test"));
        ledger =
                new Ledger(
                        mailboxes,
                        places,
                        TestPacing.steady(pageSize),
                        new TrustRepository(engine.sql),
                        facts);
    }

    AccountSync sync(Function<byte[], MessageHeader> parser) {
        var hosts = new HostPauseRepository(engine.sql);
        var departed = new DepartureRepository(engine.sql);
        var renames = new Renames(mailboxes, places);
        var steps =
                new AccountSync.Steps(
                        new Stillness(new StillnessRepository(engine.sql), mailboxes, () -> config),
                        new MailboxList(accounts, mailboxes, places, renames, ledger),
                        new Labels(new GmailRepository(engine.sql), mailboxes, ledger),
                        new MailboxPass(mailboxes, mailboxSync(parser)),
                        new Departures(accounts, mailboxes, departed, () -> config, facts),
                        new AccountOutcomes(
                                accounts, hosts, facts, new Cycles(engine.sql, meters)));
        return new AccountSync(
                new AccountLogin(accounts, new TrustRepository(engine.sql), hosts, imap()),
                mailboxes,
                Threads.over(engine.sql, engine.ids),
                steps);
    }

    RemoveAccountJob removal(DataKeys keys) {
        var rows = new RemovalRepository(engine.sql);
        return new RemoveAccountJob(
                accounts, new Removal(mailboxes, rows, TestPacing.steady(pageSize)), keys);
    }

    /** The account's own log-in, after which MODSEQ is not believed. */
    AccountLogin.Login withoutModSeq(UUID account, UUID tenant) {
        var endpoint =
                engine.sql
                        .transaction(Access.worker(tenant), () -> accounts.findEndpoint(account))
                        .orElseThrow();
        return () -> {
            var connection = imap().open(endpoint);
            connection.ignoreModSeq();
            return connection;
        };
    }

    private MailboxSync mailboxSync(Function<byte[], MessageHeader> parser) {
        var messages = new MessageRepository(engine.sql);
        var quarantine = new QuarantineRepository(engine.sql);
        var flagged =
                new FlaggedMail(TestBodies.requests(engine), TestBodies::config, engine.clock);
        var arrivals = new Arrivals(new ArrivalRepository(engine.sql), facts);
        var store =
                new PageStore(
                        mailboxes,
                        places,
                        new Intake(
                                messages,
                                Threads.over(engine.sql, engine.ids),
                                Contacts.over(engine.sql)),
                        quarantine,
                        new PageStore.Telling(arrivals, facts, flagged));
        var pages = new Page.Reader(engine.ids, parser);
        var missing = new MissingMessages(store, places, quarantine, pages, () -> config);
        return new MailboxSync(
                ledger,
                missing,
                new Flagging(places, messages, new GmailRepository(engine.sql), facts, flagged),
                new TrustRepository(engine.sql),
                new Depths(new SkippedRepository(engine.sql)));
    }

    private static ImapClient imap() {
        return new ImapClient(
                new ImapSettings(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Optional.of(TestServers.certificateAuthority())),
                TestHosts.ANY);
    }

    private static SyncConfig config(int pageSize) {
        return new SmallRyeConfigBuilder()
                .withMapping(SyncConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValue("nightmail.sync.page-size", Integer.toString(pageSize))
                .build()
                .getConfigMapping(SyncConfig.class);
    }
}
