package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** All four services, as processes of their own, with narrower limits than others have. */
final class Victims {
    static final Duration BODY_TIMEOUT = Duration.ofSeconds(2);
    static final int BURST = 400;

    final Secrets secrets = Secrets.none();

    /** Signs calls. */
    final String signing = secrets.make();

    private final List<Replica> replicas;
    private final Map<Path, Long> logged = new HashMap<>();

    Victims(SystemUnderTest system) {
        replicas =
                system.stack().services().stream()
                        .map(service -> Replica.of(system, service, 2))
                        .toList();
        replicas.forEach(replica -> logged.put(log(replica), size(log(replica))));
        replicas.forEach(replica ->
                replica.launch(
                        Map.of(
                                "NIGHTMAIL_SYSTEM_SECRET",
                                signing,
                                "NIGHTMAIL_HTTP_BODY_TIMEOUT",
                                BODY_TIMEOUT.toMillis() + "ms",
                                "NIGHTMAIL_KEYS_RATE",
                                "20",
                                "NIGHTMAIL_KEYS_BURST",
                                "" + BURST)));
        replicas.forEach(Replica::awaitReady);
    }

    Attacker attacker(String service) {
        return replicas.stream()
                .filter(replica -> replica.service().name().equals(service))
                .map(this::attacker)
                .findFirst()
                .orElseThrow();
    }

    private Attacker attacker(Replica replica) {
        return new Attacker("127.0.0.1", replica.service().port(), secrets);
    }

    void each(BiConsumer<Attacker, List<Endpoint>> attack) {
        for (var replica : replicas) {
            var endpoints = Endpoint.of(replica.service());
            assertThat(endpoints).hasSizeGreaterThan(10);
            attack.accept(attacker(replica), endpoints);
        }
    }

    /** They are ready, and their logs have neither a secret nor a fault. */
    void check() {
        for (var replica : replicas) {
            var name = replica.service().name();
            assertThat(replica.service().isReady()).as(name).isTrue();
            var text = newIn(log(replica));
            secrets.assertAbsent(text, "the log of " + name);
            assertThat(text).contains(" ready role=");
            assertThat(text.lines().filter(line -> line.contains(" ERROR "))).as(name).isEmpty();
        }
    }

    private String newIn(Path log) {
        try {
            var whole = Files.readAllBytes(log);
            int begin = logged.getOrDefault(log, 0L).intValue();
            return new String(whole, begin, whole.length - begin, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log(Replica replica) {
        return replica.layout().process(replica.service().name()).log();
    }

    private static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        replicas.parallelStream().filter(Replica::isRunning).forEach(Replica::terminate);
    }
}
