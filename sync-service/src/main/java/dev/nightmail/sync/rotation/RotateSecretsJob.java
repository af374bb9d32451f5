package dev.nightmail.sync.rotation;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.sync.rotation.SecretRepository.Stored;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Encrypts a tenant's secrets anew that are not under the primary key. Safe to repeat: what is
 * under it is not found again.
 */
@ApplicationScoped
class RotateSecretsJob implements Job<RotateSecretsJob.Args> {

    static final JobKind<Args> KIND =
            JobKind.of("sync.rotate-secrets", Args.class, "sync").uniqueBy(_ -> "rotate-secrets");

    static final int BATCH = 100;

    @RegisterForReflection
    record Args() {}

    /** How far a run is: all up to this owner have been seen. */
    @RegisterForReflection
    record Place(UUID after, boolean isLast) {}

    private final SecretRepository stored;
    private final Secrets secrets;

    RotateSecretsJob(SecretRepository stored, Secrets secrets) {
        this.stored = stored;
        this.secrets = secrets;
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
        var place = place(context);
        while (!place.isLast()) {
            var from = place.after();
            context.chunk(chunk -> rotate(chunk, from, context.tenant()));
            context.stopIfAsked();
            place = place(context);
        }
        return context.complete(chunk -> chunk.count("left", stored.count(secrets.primaryKey())));
    }

    private void rotate(Chunk chunk, UUID after, UUID tenant) {
        var some = stored.list(secrets.primaryKey(), after, BATCH);
        some.forEach(each -> rotate(chunk, each, tenant));
        boolean isLast = some.size() < BATCH;
        chunk.checkpoint(new Place(isLast ? after : some.getLast().owner(), isLast));
    }

    private void rotate(Chunk chunk, Stored seen, UUID tenant) {
        var fresh = secrets.findRenewed(seen.cipherText().array(), tenant, seen.owner());
        if (fresh.isEmpty()) {
            chunk.count("unreadable", 1);
        } else if (stored.replace(seen, fresh.get())) {
            chunk.count("rotated", 1);
            chunk.sample("rotated", seen.owner().toString());
        }
    }

    private static Place place(JobContext context) {
        return context.checkpoint(Place.class).orElse(new Place(Ids.NIL, false));
    }
}
