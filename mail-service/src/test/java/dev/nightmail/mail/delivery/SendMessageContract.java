package dev.nightmail.mail.delivery;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.JobContract;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** A message leaves its server once, and its row says so. */
final class SendMessageContract implements JobContract<SendMessageJob.Args> {

    @Override
    public Class<SendMessageJob> job() {
        return SendMessageJob.class;
    }

    @Override
    public World<SendMessageJob.Args> world(TestJobs engine) {
        return new Outbox(new Deliveries(engine));
    }

    private static final class Outbox implements World<SendMessageJob.Args> {

        private final Deliveries mail;
        private final UUID message;

        Outbox(Deliveries mail) {
            this.mail = mail;
            this.message = mail.engine.ids.next();
        }

        @Override
        public Job<SendMessageJob.Args> job() {
            return mail.job;
        }

        @Override
        public SendMessageJob.Args args() {
            return new SendMessageJob.Args(message);
        }

        @Override
        public UUID tenant() {
            return mail.tenant;
        }

        @Override
        public UUID enqueue() {
            return mail.queue(message).jobId();
        }

        @Override
        public List<String> digest() {
            return List.of("message: " + find().state(), "accepted copies: " + acceptedCopies());
        }

        /** As somebody who looks for the Message-ID at the server. */
        @Override
        public void settleByHand(UUID job) {
            var found =
                    acceptedCopies() > 0 ? Resolution.Outcome.SENT : Resolution.Outcome.NOT_SENT;
            mail.engine.sql.transact(
                    Access.worker(mail.tenant),
                    () -> {
                        mail.uncertain.resolve(message, found, "test");
                    });
        }

        private long acceptedCopies() {
            var header = "Message-ID: " + find().messageId();
            return mail.server.received().stream().filter(raw -> raw.contains(header)).count();
        }

        private OutgoingMessage find() {
            return mail.engine
                    .sql
                    .transaction(Access.request(mail.tenant), () -> mail.messages.find(message))
                    .orElseThrow();
        }

        @Override
        public void close() throws IOException {
            mail.close();
        }
    }
}
