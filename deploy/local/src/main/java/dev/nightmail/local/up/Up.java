package dev.nightmail.local.up;

import dev.nightmail.local.process.Undo;
import dev.nightmail.local.server.ImapChoice;
import dev.nightmail.local.server.Layout;
import dev.nightmail.local.server.Ports;
import dev.nightmail.local.server.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** From nothing to a stack with mail in it; a second time it starts only what does not run. */
public final class Up {
    private static final int SAMPLE_MESSAGES = 3_000;

    private final Path root;
    private final Layout layout;
    private final Screen screen;

    public Up(Path root, Layout layout, Screen screen) {
        this.root = root;
        this.layout = layout;
        this.screen = screen;
    }

    /**
     * Returns when mail has been synced and sent; on failure or Ctrl-C stops what it started.
     *
     * @param begin when the person began to wait
     */
    public void run(Optional<Integer> askedBase, SampleFill fill, Instant begin) {
        UpLock.alone(layout, () -> runAlone(askedBase, fill));
        long seconds = Duration.between(begin, InstantSource.system().instant()).toSeconds();
        new ClosingScreen(Stack.last(root, layout), screen).show(seconds);
    }

    private void runAlone(Optional<Integer> askedBase, SampleFill fill) {
        try (Undo undo = new Undo(this::sayInterrupted)) {
            Optional<Integer> base = askedBase.or(() -> Stack.lastBase(layout));
            Optional<Ports> ports = base.map(Ports::from);
            Stack stack = Stack.at(root, layout, base);
            stack.checkPorts();
            var servers =
                    Servers.toStart(layout, ports, ImapChoice.DOVECOT_OR_GREENMAIL, screen::line);
            base.ifPresent(number -> Stack.remember(layout, number));
            new FirstRun(stack, screen).fillMailbox(fill, SAMPLE_MESSAGES);
            startServers(servers, undo);
            startServices(stack, undo);
            new FirstRun(stack, screen).seed();
            undo.keep();
        }
    }

    private void sayInterrupted() {
        boolean rest =
                Servers.status(layout).containsValue(true)
                        || Stack.last(root, layout).services().stream()
                                .anyMatch(service -> service.isRunning(layout));
        screen.endProgress();
        screen.line(
                "interrupted; " + (rest ? "what ran before goes on" : "nothing is left running"));
    }

    private void startServers(Servers servers, Undo undo) {
        if (Servers.status(layout).containsValue(false)) {
            screen.line(screen.faint("starting PostgreSQL, Kafka, IMAP and SMTP"));
        }
        List<String> started = servers.start(undo);
        screen.done("servers", started.isEmpty() ? "run already" : String.join(", ", started));
    }

    private void startServices(Stack stack, Undo undo) {
        FirstRun first = new FirstRun(stack, screen);
        first.createKeySet();
        first.createSystemSecret();
        List<ServiceProcess> missing =
                stack.services().stream().filter(service -> !service.isRunning(layout)).toList();
        for (ServiceProcess service : missing) {
            ServiceEnvironment.write(stack, service);
            undo.start(
                    () -> service.start(layout, root, ServiceEnvironment.of(stack, service)),
                    () -> service.stop(layout));
        }
        stack.services().forEach(service -> service.awaitReady(layout));
        List<String> names = missing.stream().map(ServiceProcess::name).toList();
        screen.done("services", names.isEmpty() ? "run already" : String.join(", ", names));
    }
}
