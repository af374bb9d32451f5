package dev.nightmail.sync.rotation;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.sync.rotation.SecretRepository.Store;
import dev.nightmail.sync.rotation.SecretRepository.Stored;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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

    /** How far a run is: of this store all up to this owner have been seen. */
    @RegisterForReflection
    record Place(int store, UUID after) {

        static final Place FIRST = new Place(0, Ids.NIL);

        Place next(List<Stored> some) {
            return some.size() < BATCH
                    ? new Place(store + 1, Ids.NIL)
                    : new Place(store, some.getLast().owner());
        }
    }

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
        long[] kept = {0};
        while (place.store() < Store.ALL.size()) {
            var from = place;
            context.chunk(chunk -> {
                int rotated = rotate(chunk, from, context.tenant());
                // What a dry run has rotated is still there at its end.
                kept[0] += context.isDryRun() ? rotated : 0;
            });
            context.stopIfAsked();
            place = place(context);
        }
        return context.complete(
                chunk -> chunk.count("left", stored.count(secrets.primaryKey()) - kept[0]));
    }

    private int rotate(Chunk chunk, Place from, UUID tenant) {
        var store = Store.ALL.get(from.store());
        var some = stored.list(store, secrets.primaryKey(), from.after(), BATCH);
        int rotated = 0;
        for (var seen : some) {
            var isReplaced =
                    secrets.findRenewed(seen.cipherText().array(), tenant, seen.owner())
                            .map(fresh -> stored.replace(store, seen, fresh));
            count(chunk, isReplaced, seen.owner());
            rotated += isReplaced.orElse(false) ? 1 : 0;
        }
        chunk.checkpoint(from.next(some));
        return rotated;
    }

    /** Counts what became of it; empty when it cannot be read. */
    private static void count(Chunk chunk, Optional<Boolean> isReplaced, UUID owner) {
        if (isReplaced.isEmpty()) {
            chunk.count("unreadable", 1);
        } else if (isReplaced.get()) {
            chunk.count("rotated", 1);
            chunk.sample("rotated", owner.toString());
        }
    }

    private static Place place(JobContext context) {
        return context.checkpoint(Place.class).orElse(Place.FIRST);
    }
}
