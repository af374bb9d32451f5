package dev.nightmail.common.cli;

import dev.nightmail.common.engine.Drain;
import dev.nightmail.common.engine.Engine;
import dev.nightmail.common.health.Watch;
import dev.nightmail.common.time.Monotonic;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A service that does what there is to do, and ends. */
@Singleton
public class DrainApplication implements QuarkusApplication {

    /** For what Quarkus does after it. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Engine engine;
    private final Drain drain;
    private final Watch watch;
    private final Monotonic time;

    DrainApplication(Engine engine, Drain drain, Watch watch, Monotonic time) {
        this.engine = engine;
        this.drain = drain;
        this.watch = watch;
        this.time = time;
    }

    /** The name of a queue, or an empty one for all; by when it ends, in monotonic nanoseconds. */
    @Override
    public int run(String... texts) throws InterruptedException {
        var only = Optional.of(texts[0]).filter(name -> !name.isEmpty());
        var queues = drain.queues(only);
        if (queues.isEmpty()) {
            System.err.println(
                    only.map(name -> "No kind of this service has the queue " + name)
                            .orElse("This service has no kind of job"));
            return ExitCode.USAGE;
        }
        engine.publish();
        // Where no process is resident, nobody else does; what it raises is told by this drain.
        watch.look();
        try {
            var drained = drain.run(queues, left(texts[1]));
            System.out.printf(
                    "%d facts told, %d taken in; %s%n",
                    drained.relayed(),
                    drained.taken(),
                    drained.isAll() ? "nothing is left" : "time is up, and something is left");
            return ExitCode.SUCCESS;
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return ExitCode.FAILURE;
        }
    }

    private Duration left(String end) {
        var left = Duration.ofNanos(Long.parseLong(end) - time.nanos()).minus(FAREWELL);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
