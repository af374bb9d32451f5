package dev.nightmail.local.up;

import dev.nightmail.local.process.Undo;
import dev.nightmail.local.server.ImapChoice;
import dev.nightmail.local.server.Layout;
import dev.nightmail.local.server.Ports;
import dev.nightmail.local.server.Servers;
import java.nio.file.Path;
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

    /** Returns when mail has been synced and sent; on failure or Ctrl-C stops what it started. */
    public void run(Optional<Integer> askedBase, SampleFill fill) {
        UpLock.alone(layout, () -> runAlone(askedBase, fill));
    }

    private void runAlone(Optional<Integer> askedBase, SampleFill fill) {
        long begin = System.nanoTime();
        Optional<Integer> base = askedBase.or(() -> Stack.lastBase(layout));
        Stack stack = Stack.at(root, layout, base);
        stack.services().stream()
                .filter(service -> !service.isRunning(layout))
                .forEach(ServiceProcess::checkPorts);
        try (Undo undo = new Undo()) {
            new FirstRun(stack, screen).fillMailbox(fill, SAMPLE_MESSAGES);
            startServers(base, undo);
            base.ifPresent(number -> Stack.remember(layout, number));
            startServices(stack, undo);
            new FirstRun(stack, screen).seed();
            undo.keep();
        }
        new ClosingScreen(stack, screen).show((System.nanoTime() - begin) / 1e9);
    }

    private void startServers(Optional<Integer> base, Undo undo) {
        if (Servers.status(layout).containsValue(false)) {
            screen.line(screen.faint("starting PostgreSQL, Kafka, IMAP and SMTP"));
        }
        var servers =
                Servers.toStart(
                        layout,
                        base.map(Ports::from),
                        ImapChoice.DOVECOT_OR_GREENMAIL,
                        screen::line);
        List<String> started = servers.start(undo);
        screen.done("servers", started.isEmpty() ? "run already" : String.join(", ", started));
    }

    private void startServices(Stack stack, Undo undo) {
        new FirstRun(stack, screen).createKeySet();
        List<ServiceProcess> missing =
                stack.services().stream().filter(service -> !service.isRunning(layout)).toList();
        for (ServiceProcess service : missing) {
            ServiceEnvironment.write(stack, service);
            undo.add(() -> service.stop(layout));
            service.start(layout, root, ServiceEnvironment.of(stack, service));
        }
        stack.services().forEach(service -> service.awaitReady(layout));
        List<String> names = missing.stream().map(ServiceProcess::name).toList();
        screen.done("services", names.isEmpty() ? "run already" : String.join(", ", names));
    }
}
