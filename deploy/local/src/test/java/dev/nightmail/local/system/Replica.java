package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.process.Await;
import dev.nightmail.local.process.Child;
import dev.nightmail.local.process.Detached;
import dev.nightmail.local.server.Layout;
import dev.nightmail.local.up.Api;
import dev.nightmail.local.up.ServiceEnvironment;
import dev.nightmail.local.up.ServiceProcess;
import dev.nightmail.local.up.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** One of several processes of a service, with ports, pid file and log of its own. */
record Replica(SystemUnderTest system, ServiceProcess service, Layout layout) {
    static final int MOST = 3;

    private static final int PORTS_APART = 4;
    private static final Duration FAREWELL = Duration.ofSeconds(25);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /**
     * @param number 1 is the one that all tests know
     */
    static Replica of(SystemUnderTest system, ServiceProcess first, int number) {
        int apart = (number - 1) * PORTS_APART;
        var service =
                new ServiceProcess(
                        first.name(), first.port() + apart, first.managementPort() + apart);
        return new Replica(system, service, layout(system.layout(), number));
    }

    /** Of all services those that other tests do not know. */
    static void stopFurther(Stack stack) {
        IntStream.rangeClosed(2, MOST)
                .mapToObj(number -> layout(stack.layout(), number))
                .flatMap(layout ->
                        stack.services().stream()
                                .flatMap(
                                        service -> layout.process(service.name()).child().stream()))
                .forEach(child -> child.stop("KILL", Duration.ZERO));
    }

    private static Layout layout(Layout first, int number) {
        return number == 1 ? first : new Layout(first.data().resolve("replica-" + number));
    }

    boolean isRunning() {
        return service.isRunning(layout);
    }

    /** Starts it, with settings beyond those of the others; it is not ready yet. */
    void launch(Map<String, String> more) {
        Map<String, String> environment =
                new HashMap<>(ServiceEnvironment.of(system.stack(), service));
        environment.putAll(more);
        service.start(layout, system.stack().root(), environment);
    }

    void awaitReady() {
        service.awaitReady(layout);
    }

    /** kill -9. */
    void kill() {
        child().stop("KILL", Duration.ZERO);
    }

    /** Lets it stand still, as one that swaps or is cut off does. */
    void pause() {
        child().signal("STOP");
    }

    void resume() {
        child().signal("CONT");
    }

    /** Asks it to end; returns when it has, by itself. */
    void terminate() {
        child().signal("TERM");
        assertThat(Await.until(FAREWELL, () -> !isRunning())).as("it ends by itself").isTrue();
    }

    private Child child() {
        return process().child().orElseThrow();
    }

    Api api() {
        return new Api(service, system.key());
    }

    /** The sum of the counters that it shows to Prometheus in lines like this. */
    long counted(String line) {
        var metrics = URI.create("http://127.0.0.1:" + service.managementPort() + "/q/metrics");
        try {
            var answer =
                    HTTP.send(
                            HttpRequest.newBuilder(metrics).build(),
                            HttpResponse.BodyHandlers.ofString());
            return (long)
                    answer.body()
                            .lines()
                            .filter(each -> each.matches(line))
                            .mapToDouble(each -> Double.parseDouble(each.replaceAll(".* ", "")))
                            .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often its log has a line with this in it, over all its lives. */
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
