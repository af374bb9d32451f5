package dev.nightmail.sync.account;

import dev.nightmail.common.job.JobKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.UUID;

/**
 * The two kinds of sync, of which at most one of an account is alive, and what follows its removal.
 */
public final class SyncKinds {

    /** Which account. */
    @RegisterForReflection
    public record Args(UUID accountId) {}

    /**
     * After an account was added, and whenever it lacks much; may take hours, in turns with others,
     * so only a lack of progress stops it.
     */
    public static final JobKind<Args> FIRST =
            JobKind.of("sync.initial-sync", Args.class, "backfill")
                    .uniqueBy(args -> uniqueKey(args.accountId()))
                    .oneAtATimeBy(args -> runningKey(args.accountId()))
                    .taking(Duration.ofHours(1), Duration.ofHours(12))
                    .stoppedAfter(Duration.ofMinutes(10));

    /** When an account is due again. */
    public static final JobKind<Args> AGAIN =
            JobKind.of("sync.incremental-sync", Args.class, "sync")
                    .uniqueBy(args -> uniqueKey(args.accountId()))
                    .oneAtATimeBy(args -> runningKey(args.accountId()))
                    .taking(Duration.ofMinutes(10), Duration.ofMinutes(60))
                    .stoppedAfter(Duration.ofMinutes(10));

    /** After an account was removed. */
    public static final JobKind<Args> REMOVE =
            JobKind.of("sync.remove-account", Args.class, "sync")
                    .taking(Duration.ofMinutes(30), Duration.ofHours(6));

    private SyncKinds() {}

    /**
     * Of the jobs that place messages, or change them at their server, one of an account runs at a
     * time.
     */
    public static String runningKey(UUID account) {
        return "account:" + account;
    }

    private static String uniqueKey(UUID account) {
        return "sync:" + account;
    }
}
