package dev.nightmail.sync.health;

import dev.nightmail.common.event.AccountFact;
import dev.nightmail.common.event.Fact;
import dev.nightmail.common.event.Outbox;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.sync.health.EpisodeRepository.Episode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Tells of a tenant's accounts that have become unwell or well. Safe to repeat: what was told is on
 * the account, in the same transaction.
 */
@ApplicationScoped
class CheckHealthJob implements Job<CheckHealthJob.Args> {

    static final JobKind<Args> KIND =
            JobKind.of("sync.check-health", Args.class, "maintenance")
                    .uniqueBy(_ -> "check-health");

    @RegisterForReflection
    record Args() {}

    static final int BATCH = 200;

    private final EpisodeRepository episodes;
    private final Outbox outbox;

    CheckHealthJob(EpisodeRepository episodes, Outbox outbox) {
        this.episodes = episodes;
        this.outbox = outbox;
    }

    @Override
    public JobKind<Args> kind() {
        return KIND;
    }

    @Override
    public Optional<Args> sample() {
        return Optional.of(new Args());
    }

    @Override
    public JobResult run(Args args, JobContext context) {
        int[] found = {0};
        do {
            context.stopIfAsked();
            context.chunk(chunk -> {
                var begun = episodes.begin(BATCH);
                var ended = episodes.end(BATCH);
                begun.forEach(episode -> tell(context, AccountFact.Type.UNWELL, episode));
                ended.forEach(episode -> tell(context, AccountFact.Type.WELL, episode));
                chunk.count("unwell", begun.size());
                chunk.count("well", ended.size());
                found[0] = Math.max(begun.size(), ended.size());
            });
        } while (found[0] == BATCH && !context.isDryRun());
        if (found[0] == BATCH) {
            context.estimate("no more than %d accounts are looked at".formatted(BATCH));
        }
        return JobResult.completed();
    }

    private void tell(JobContext context, AccountFact.Type type, Episode episode) {
        var fact =
                new AccountFact(
                        episode.account(), episode.reason(), episode.state(), episode.since());
        outbox.add(
                AccountFact.TOPIC,
                new Fact<>(type.text(), context.tenant(), episode.account().toString(), fact));
    }
}
