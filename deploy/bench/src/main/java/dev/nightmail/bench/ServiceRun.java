package dev.nightmail.bench;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Await;
import dev.nightmail.local.process.Child;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One of the services as a process, with the memory that its container gives it.
 *
 * @param begun on the monotonic clock
 */
public record ServiceRun(Child child, long begun) implements AutoCloseable {

    /** Of its API. */
    public static final int PORT = Site.FREE_PORTS;

    static final int MANAGEMENT_PORT = PORT + 1;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(25);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static ServiceRun start(Site site, ServiceSetting setting) {
        var process = site.layout().process(setting.service());
        long begun = System.nanoTime();
        return new ServiceRun(process.start(setting.command("-Xmx256m")), begun);
    }

    /** Seconds from the start of the process until it said that it is ready. */
    public double awaitReady() {
        boolean isReady = Await.until(PATIENCE, LOOK, () -> !child.isAlive() || isReady());
        if (!isReady || !child.isAlive()) {
            throw new Refusal("a service did not become ready: see .nightmail/bench/log");
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /**
     * Memory of the process in MiB.
     *
     * @param field {@code VmRSS} for now, {@code VmHWM} for the most until now
     */
    public double memory(String field) {
        try (var lines = Files.lines(Path.of("/proc", "" + child.pid(), "status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024.0;
        } catch (IOException e) {
            throw new Refusal("the service is gone", e);
        }
    }

    @Override
    public void close() {
        child.stop("TERM", GRACE);
    }

    private static boolean isReady() {
        var health = URI.create("http://127.0.0.1:" + MANAGEMENT_PORT + "/q/health/ready");
        var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
