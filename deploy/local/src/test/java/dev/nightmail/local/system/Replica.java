package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.process.Await;
import dev.nightmail.local.process.Detached;
import dev.nightmail.local.server.Layout;
import dev.nightmail.local.up.ServiceEnvironment;
import dev.nightmail.local.up.ServiceProcess;
import dev.nightmail.local.up.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** One of the two processes of sync-service, known to the database by an identity of its own. */
final class Replica {
    private static final int PORTS_APART = 4;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final SystemUnderTest system;
    private final ServiceProcess service;
    private final Layout layout;
    private String identity = "";

    private Replica(SystemUnderTest system, ServiceProcess service, Layout layout) {
        this.system = system;
        this.service = service;
        this.layout = layout;
    }

    /** The one that the other tests know. */
    static Replica first(SystemUnderTest system) {
        return new Replica(system, system.stack().sync(), system.layout());
    }

    /** A further one, with pid file and log of its own. */
    static Replica second(SystemUnderTest system) {
        ServiceProcess first = system.stack().sync();
        var service =
                new ServiceProcess(
                        first.name(),
                        first.port() + PORTS_APART,
                        first.managementPort() + PORTS_APART);
        return new Replica(system, service, layoutOfSecond(system.layout()));
    }

    static void stopSecond(Stack stack) {
        layoutOfSecond(stack.layout())
                .process(stack.sync().name())
                .child()
                .ifPresent(child -> child.stop("KILL", Duration.ZERO));
    }

    private static Layout layoutOfSecond(Layout first) {
        return new Layout(first.data().resolve("second"));
    }

    /** Starts it unless it runs; while it does, no other one may start or lose its lease. */
    void start() {
        if (service.isRunning(layout)) {
            return;
        }
        Set<String> before = identities();
        service.start(
                layout, system.stack().root(), ServiceEnvironment.of(system.stack(), service));
        service.awaitReady(layout);
        awaitIdentityBeyond(before);
    }

    /** Waits until it has an identity that is none of these. */
    private void awaitIdentityBeyond(Set<String> before) {
        Set<String> fresh = new HashSet<>();
        Await.until(
                LONGEST,
                () -> {
                    fresh.addAll(identities());
                    fresh.removeAll(before);
                    return !fresh.isEmpty();
                });
        assertThat(fresh).hasSize(1);
        identity = fresh.iterator().next();
    }

    private Set<String> identities() {
        return new HashSet<>(
                system.database()
                        .texts(
                                "select id from jobs.worker where service = ?::text",
                                service.name()));
    }

    boolean runs(TestAccount account) {
        return system.database()
                        .number(
                                "select count(*) from jobs.job where id = ?::uuid and worker_id = ?::uuid",
                                account.job(),
                                identity)
                == 1;
    }

    Instant kill() {
        process().child().orElseThrow().stop("KILL", Duration.ZERO);
        return Instant.now();
    }

    Instant pause() {
        process().child().orElseThrow().signal("STOP");
        return Instant.now();
    }

    /** Lets it go on; returns when it has noticed that its lease is lost, and has a new one. */
    void resume() {
        Set<String> before = identities();
        process().child().orElseThrow().signal("CONT");
        awaitIdentityBeyond(before);
        assertThat(timesLogged("Lease lost, all jobs are stopped")).isPositive();
    }

    /** How often its log has a line with this in it. */
    long timesLogged(String text) {
        try (var lines = Files.lines(process().log())) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Detached process() {
        return layout.process(service.name());
    }
}
