package dev.nightmail.local.faults;

import dev.nightmail.local.process.Child;
import dev.nightmail.local.server.Layout;
import dev.nightmail.local.up.ServiceEnvironment;
import dev.nightmail.local.up.ServiceProcess;
import dev.nightmail.local.up.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two processes of sync-service, the first of which is the stack's own. */
final class Replicas {

    private static final int PORTS_APART = 4;

    /** Small pages make many commits; short silences make stalled connections end soon. */
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "NIGHTMAIL_SYNC_PAGE_SIZE", "20",
                    "NIGHTMAIL_SYNC_READ_TIMEOUT", "3s");

    private final Stack stack;
    private final List<Replica> both;

    /** One of them, with pid file and log of its own. */
    private record Replica(ServiceProcess service, Layout layout) {

        Optional<Child> child() {
            return layout.process(service.name()).child();
        }
    }

    Replicas(Stack stack) {
        this.stack = stack;
        var own = stack.sync();
        var other =
                new ServiceProcess(
                        own.name(), own.port() + PORTS_APART, own.managementPort() + PORTS_APART);
        both =
                List.of(
                        new Replica(own, stack.layout()),
                        new Replica(other, new Layout(stack.layout().data().resolve("replica-2"))));
    }

    int count() {
        return both.size();
    }

    /**
     * Starts those that do not run, and lets those go on that stand still; they are not ready yet.
     */
    void launch() {
        for (var replica : both) {
            replica.child().ifPresent(child -> child.signal("CONT"));
            if (replica.child().isEmpty()) {
                var environment = new HashMap<>(ServiceEnvironment.of(stack, replica.service()));
                environment.putAll(SETTINGS);
                replica.service().start(replica.layout(), stack.root(), environment);
            }
        }
    }

    void awaitReady() {
        both.forEach(replica -> replica.service().awaitReady(replica.layout()));
    }

    /** kill -9; whether it ran. */
    boolean kill(int which) {
        var child = both.get(which).child();
        child.ifPresent(running -> running.stop("KILL", Duration.ZERO));
        return child.isPresent();
    }

    /** Lets it stand still; whether it ran. */
    boolean pause(int which) {
        var child = both.get(which).child();
        child.ifPresent(running -> running.signal("STOP"));
        return child.isPresent();
    }

    void resume(int which) {
        both.get(which).child().ifPresent(child -> child.signal("CONT"));
    }

    void killAll() {
        for (int which = 0; which < both.size(); which++) {
            kill(which);
        }
    }
}
