package dev.nightmail.sync.idle;

import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.time.Deadline;
import dev.nightmail.common.time.Monotonic;
import dev.nightmail.sync.idle.IdleRepository.End;
import dev.nightmail.sync.idle.IdleRepository.Stored;
import dev.nightmail.sync.idle.IdleRepository.Taken;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ImapException.Kind;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.MailboxStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** One connection that waits in INBOX; its thread ends with it. */
final class Listening {

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration WITHOUT_IDLE = Duration.ofHours(6);

    /** A server that hangs up sooner than that on silence is not asked more often. */
    private static final Duration SHORTEST_RENEWAL = Duration.ofSeconds(30);

    /** How to get in, and what there was at the last sync of what comes to INBOX. */
    interface Way {

        ImapConnection open() throws ImapException;

        /** Empty before the first sync. */
        Optional<Stored> stored();
    }

    private final Taken taken;
    private final InForce<IdleConfig> settings;
    private final Monotonic time;
    private final AtomicBoolean heard = new AtomicBoolean();
    private final AtomicReference<Optional<ImapConnection>> connection =
            new AtomicReference<>(Optional.empty());
    private volatile boolean stopped;
    private volatile boolean listens;

    Listening(Taken taken, InForce<IdleConfig> settings, Monotonic time) {
        this.taken = taken;
        this.settings = settings;
        this.time = time;
    }

    Taken taken() {
        return taken;
    }

    /** Whether the server is waited for. */
    boolean listens() {
        return listens;
    }

    /** Whether something has happened since this was last asked. */
    boolean takeHeard() {
        return heard.getAndSet(false);
    }

    /** What was taken is to be taken again: no sync could be enqueued. */
    void giveBackHeard() {
        heard.set(true);
    }

    /** Hangs up. */
    void stop() {
        stopped = true;
        connection.get().ifPresent(ImapConnection::cut);
    }

    /** Listens until the connection breaks, or it is stopped. */
    End run(Way way) {
        long began = time.nanos();
        long silent = began;
        try (var open = way.open()) {
            connection.set(Optional.of(open));
            if (!open.capabilities().contains("IDLE")) {
                return new End(0, WITHOUT_IDLE, taken.longest(), "no-idle");
            }
            var inbox = open.examine(MailboxName.INBOX).atSelect();
            var stored = way.stored();
            if (stored.isEmpty() || !isAsStored(stored.get(), open, inbox)) {
                heard.set(true);
            }
            listens = true;
            while (!stopped) {
                silent = time.nanos();
                open.idle(new Deadline(time, renewal()), () -> heard.set(true));
            }
            return end(began, Optional.empty(), silent);
        } catch (ImapException e) {
            return end(began, Optional.of(e), silent);
        } finally {
            listens = false;
        }
    }

    private Duration renewal() {
        return taken.longest()
                .filter(longest -> longest.compareTo(settings.now().renewAfter()) < 0)
                .orElse(settings.now().renewAfter());
    }

    private static boolean isAsStored(Stored stored, ImapConnection open, MailboxStatus inbox)
            throws ImapException {
        if (stored.name().isInbox()) {
            return isAsStored(stored, inbox);
        }
        try {
            return isAsStored(stored, open.status(stored.name()));
        } catch (ImapException refused) {
            if (open.isUsable()) {
                return false;
            }
            throw refused;
        }
    }

    private static boolean isAsStored(Stored stored, MailboxStatus now) {
        return stored.uidValidity() == now.uidValidity()
                && stored.uidNext() == now.uidNext()
                && stored.messages() == now.messages()
                && stored.modSeq().equals(now.highestModSeq());
    }

    private End end(long began, Optional<ImapException> failure, long silent) {
        if (stopped) {
            return new End(taken.failures(), Duration.ZERO, taken.longest(), "");
        }
        boolean isProven = time.since(began).compareTo(settings.now().provenAfter()) >= 0;
        int failures = isProven ? 0 : taken.failures() + 1;
        var asked = failure.flatMap(ImapException::backoff);
        var longest = listens ? learnt(time.since(silent)) : taken.longest();
        var problem = failure.map(e -> String.valueOf(e.getMessage())).orElse("ended");
        boolean isRefused = failure.filter(e -> e.kind() == Kind.AUTHENTICATION).isPresent();
        return new End(
                failures,
                isRefused ? LONGEST_PAUSE : asked.orElse(pause(failures)),
                longest,
                problem);
    }

    /** What has hung up on a silence before it was due to be asked is asked sooner. */
    private Optional<Duration> learnt(Duration silence) {
        if (silence.compareTo(settings.now().provenAfter()) < 0
                || silence.compareTo(renewal()) >= 0) {
            return taken.longest();
        }
        var sooner = silence.multipliedBy(4).dividedBy(5);
        return Optional.of(sooner.compareTo(SHORTEST_RENEWAL) < 0 ? SHORTEST_RENEWAL : sooner);
    }

    /** From 5 s to 15 minutes, each twice the one before, give or take a fifth. */
    private static Duration pause(int failures) {
        var pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(failures, 8));
        var most = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        return Duration.ofMillis(
                Math.round(most.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}
