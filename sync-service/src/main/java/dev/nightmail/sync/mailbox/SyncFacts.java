package dev.nightmail.sync.mailbox;

import dev.nightmail.common.event.Fact;
import dev.nightmail.common.event.Outbox;
import dev.nightmail.common.event.OwnTopics;
import dev.nightmail.common.event.SyncFact;
import dev.nightmail.common.job.JobContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Tells of an account in the chunk of the change. One sync of an account runs at a time, so that
 * its facts stay in order.
 */
@ApplicationScoped
public class SyncFacts implements OwnTopics {

    private final Outbox outbox;

    public SyncFacts(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public List<String> names() {
        return List.of(SyncFact.TOPIC);
    }

    public void tell(JobContext job, SyncFact fact) {
        var key = fact.accountId().toString();
        outbox.add(SyncFact.TOPIC, told(job, key, fact));
    }

    private static Fact<?> told(JobContext job, String key, SyncFact fact) {
        return new Fact<>(fact.type(), job.tenant(), key, (Record) fact);
    }
}
