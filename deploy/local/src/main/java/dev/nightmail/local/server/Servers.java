package dev.nightmail.local.server;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Await;
import dev.nightmail.local.process.Detached;
import dev.nightmail.local.process.Undo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All servers of one data folder, started and stopped together. */
public final class Servers {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Layout layout;
    private final Ports ports;
    private final List<Server> servers;

    private Servers(Layout layout, Ports ports, List<Server> servers) {
        this.layout = layout;
        this.ports = ports;
        this.servers = servers;
    }

    /**
     * The servers to start: on the ports asked for, else on those of the last start, else on the
     * usual ones.
     */
    public static Servers toStart(
            Layout layout, Optional<Ports> asked, ImapChoice imap, Consumer<String> say) {
        Optional<Ports> last = new ServersFile(layout).ports();
        boolean running = names().stream().anyMatch(name -> layout.process(name).isRunning());
        if (running && asked.isPresent() && !asked.equals(last)) {
            throw new Refusal(
                    "the servers in "
                            + layout.data()
                            + " run on other ports: ./nightmail down stops them");
        }
        Ports ports = asked.or(() -> last).orElse(Ports.USUAL);
        checkPorts(layout, ports);
        Server imapServer = imap.server(layout, ports, say);
        return new Servers(
                layout,
                ports,
                List.of(
                        new KafkaBroker(layout, ports),
                        new SmtpSink(layout, ports),
                        imapServer,
                        new Postgres(layout, ports)));
    }

    private static List<String> names() {
        return List.of("kafka", "smtp", "imap", "postgres");
    }

    /** Starts those that do not run and waits until each answers; the names of those it started. */
    public List<String> start(Undo undo) {
        List<Server> missing =
                servers.stream().filter(server -> !process(server).isRunning()).toList();
        // First of all, so that a start that is cut off is known to the next one.
        new ServersFile(layout).write(ports);
        for (Server server : missing) {
            var command = server.prepare();
            undo.start(
                    () -> process(server).start(command),
                    () -> stop(layout, List.of(server.name())));
        }
        servers.forEach(this::awaitAnswer);
        servers.forEach(Server::settle);
        return missing.stream().map(Server::name).toList();
    }

    private void awaitAnswer(Server server) {
        Detached process = process(server);
        boolean done = Await.until(PATIENCE, () -> !process.isRunning() || server.answers());
        if (!process.isRunning()) {
            throw process.ended();
        }
        if (!done) {
            throw new Refusal(
                    server.name()
                            + " does not answer after "
                            + PATIENCE.toSeconds()
                            + " s (log: "
                            + process.log()
                            + ")");
        }
    }

    private Detached process(Server server) {
        return layout.process(server.name());
    }

    /** Of the servers that do not run, before anything is fetched or written for them. */
    private static void checkPorts(Layout layout, Ports ports) {
        ports.purposes().entrySet().stream()
                .filter(server -> !layout.process(server.getKey()).isRunning())
                .flatMap(server -> server.getValue().entrySet().stream())
                .sorted(Map.Entry.comparingByKey())
                .forEach(port -> FreePort.check(port.getKey(), port.getValue()));
    }

    /** Stops all that run, by pid; the names of those that ran. */
    public static List<String> stop(Layout layout) {
        return stop(layout, names());
    }

    private static List<String> stop(Layout layout, List<String> names) {
        List<Thread> stopping = new ArrayList<>();
        List<String> ran = names.stream().filter(name -> layout.process(name).isRunning()).toList();
        for (String name : ran) {
            String signal = name.equals("postgres") ? "INT" : "TERM";
            stopping.add(
                    Thread.startVirtualThread(() ->
                            layout.process(name)
                                    .child()
                                    .ifPresent(child -> child.stop(signal, GRACE))));
        }
        stopping.forEach(Servers::join);
        names.forEach(name -> layout.process(name).forget());
        return ran;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One line for each server: its name and whether it runs. */
    public static Map<String, Boolean> status(Layout layout) {
        return names().stream()
                .sorted(Comparator.naturalOrder())
                .collect(
                        Collectors.toMap(
                                name -> name,
                                name -> layout.process(name).isRunning(),
                                (first, second) -> first,
                                java.util.LinkedHashMap::new));
    }
}
