package dev.nightmail.mail.delivery;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.security.TestSecrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.Ran;
import dev.nightmail.mail.account.AccountRepository;
import dev.nightmail.mail.account.Sender;
import dev.nightmail.mail.account.SendingAccounts;
import dev.nightmail.mail.smtp.ScriptedSmtpServer;
import dev.nightmail.mail.smtp.TestSmtp;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/** The feature on the real database, with a server that does what the test has written. */
final class Deliveries implements AutoCloseable {

    static final String TEXT = "See you at noon.";

    final ScriptedSmtpServer server = new ScriptedSmtpServer();
    final TestJobs engine;
    final Secrets secrets = TestSecrets.fresh();
    final UUID tenant = TestAccounts.newTenant();
    final OutgoingMessageRepository messages;
    final AttemptRepository attempts;
    final SendMessageJob job;
    final UncertainMessages uncertain;
    final UUID account;

    Deliveries() {
        this(new TestJobs());
    }

    Deliveries(TestJobs engine) {
        this.engine = engine;
        var accounts =
                new SendingAccounts(
                        new AccountRepository(engine.sql, secrets),
                        engine.sql,
                        engine.outbox,
                        engine.clock);
        messages = new OutgoingMessageRepository(engine.sql, secrets);
        attempts = new AttemptRepository(engine.sql);
        job = new SendMessageJob(messages, attempts, accounts, TestSmtp.client(), engine.clock);
        uncertain = new UncertainMessages(messages, engine.steering, engine.clock);
        account = TestAccounts.newAccount(engine.sql, secrets, tenant, server.port());
    }

    /** The next attempt of the message's job. */
    Ran run(OutgoingMessage message) {
        return engine.attempt(job, message.jobId());
    }

    OutgoingMessage find(OutgoingMessage message) {
        return engine.sql
                .transaction(Access.request(tenant), () -> messages.find(message.id()))
                .orElseThrow();
    }

    /** What the timeline shows of it. */
    TimelineView timeline(OutgoingMessage message) {
        return engine.sql.transaction(
                Access.request(tenant),
                () ->
                        TimelineView.of(
                                messages.find(message.id()).orElseThrow(),
                                attempts.list(message),
                                attempts.findNext(message)));
    }

    OutgoingMessage queue() {
        return queue(engine.ids.next());
    }

    /** A message under this id, and its job. */
    OutgoingMessage queue(UUID id) {
        return queue(id, "bert@example.org");
    }

    /** One to these. */
    OutgoingMessage queue(UUID id, String... to) {
        var email = new NewEmail(account, List.of(to), "x", TEXT);
        var sender = new Sender(account, "anna@example.org", "Anna");
        var plain =
                new PlainMessage("<" + id + "@example.org>", sender, email, engine.clock.instant());
        var jobId = engine.enqueue(job, new SendMessageJob.Args(id), tenant);
        var message = OutgoingMessage.queued(id, jobId, plain);
        engine.sql.transact(
                Access.request(tenant),
                () ->
                        messages.insert(
                                tenant,
                                message,
                                plain.toBytes(Session.getInstance(new Properties()))));
        return message;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
