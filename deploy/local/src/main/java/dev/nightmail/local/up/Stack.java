package dev.nightmail.local.up;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.server.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The four services and where they listen: on their usual ports, or above the base that the first
 * start was given.
 *
 * @param root the folder with the modules in it
 */
public record Stack(
        Path root,
        Layout layout,
        ServiceProcess sync,
        ServiceProcess mail,
        ServiceProcess maintenance,
        ServiceProcess notification) {

    private static final int AFTER_THE_SERVERS = 10;

    public static Stack at(Path root, Layout layout, Optional<Integer> portBase) {
        return portBase.map(base ->
                        of(root, layout, base + AFTER_THE_SERVERS, base + 2 * AFTER_THE_SERVERS))
                .orElseGet(() -> of(root, layout, 8081, 9001));
    }

    /** As it was started last. */
    public static Stack last(Path root, Layout layout) {
        return at(root, layout, lastBase(layout));
    }

    static Optional<Integer> lastBase(Layout layout) {
        Path file = file(layout);
        try {
            return Files.exists(file)
                    ? Optional.of(Integer.valueOf(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            throw new Refusal(file + " holds no port: delete it and start again", e);
        }
    }

    static void remember(Layout layout, int base) {
        layout.write(file(layout), base + "\n");
    }

    private static Path file(Layout layout) {
        return layout.conf().resolve("port-base");
    }

    private static Stack of(Path root, Layout layout, int port, int management) {
        return new Stack(
                root,
                layout,
                new ServiceProcess("sync-service", port, management),
                new ServiceProcess("mail-service", port + 1, management + 1),
                new ServiceProcess("maintenance-service", port + 2, management + 2),
                new ServiceProcess("notification-service", port + 3, management + 3));
    }

    public List<ServiceProcess> services() {
        return List.of(sync, mail, maintenance, notification);
    }

    /** Of the services that do not run; those that run must be where this stack has them. */
    void checkPorts() {
        boolean elsewhere = !sync.equals(last(root, layout).sync());
        for (ServiceProcess service : services()) {
            if (!service.isRunning(layout)) {
                service.checkPorts();
            } else if (elsewhere) {
                throw new Refusal(
                        service.name() + " runs on other ports: ./nightmail down stops all");
            }
        }
    }

    Path keyFile() {
        return layout.data().resolve("api-key");
    }

    Path systemSecretFile() {
        return layout.data().resolve("system-secret");
    }

    /** The API key of the local tenant; empty before the first run has made it. */
    Optional<String> key() {
        return secretIn(keyFile());
    }

    /** With which calls are signed; empty before the first run has made it. */
    Optional<String> systemSecret() {
        return secretIn(systemSecretFile());
    }

    private static Optional<String> secretIn(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the services that run, all at once; their names. */
    public List<String> stop() {
        List<ServiceProcess> running =
                services().stream().filter(service -> service.isRunning(layout)).toList();
        running.parallelStream().forEach(service -> service.stop(layout));
        return running.stream().map(ServiceProcess::name).toList();
    }
}
