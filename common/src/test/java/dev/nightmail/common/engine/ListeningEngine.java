package dev.nightmail.common.engine;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.common.wakeup.Listener;
import dev.nightmail.common.wakeup.Ringer;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** A process that looks for jobs once an hour, and listens to others. */
final class ListeningEngine implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    final String name;
    private final Ringer ringer;
    private final Listener listener;
    private final LiveEngine engine;

    ListeningEngine(Job<?> job) throws InterruptedException {
        this(job, "listener-" + UUID.randomUUID());
    }

    private ListeningEngine(Job<?> job, String name) throws InterruptedException {
        this(job, name, () -> TestDatabase.connect(name));
    }

    /** With a way of its own to the line that it listens to; listens when this returns. */
    ListeningEngine(Job<?> job, String name, Sql.Connect line) throws InterruptedException {
        this.name = name;
        ringer = new Ringer(line, System::nanoTime);
        var wakeup = new Wakeup(ringer);
        listener = new Listener(line, ringer, wakeup);
        listener.start(Set.of(job.kind().queue()));
        wakeup.await(LONGEST);
        engine = new LiveEngine(job, TestDatabase.sql(), TestConfig.pollingEvery("1h"), wakeup);
    }

    @Override
    public void close() {
        try {
            listener.stop();
            engine.close();
            ringer.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
