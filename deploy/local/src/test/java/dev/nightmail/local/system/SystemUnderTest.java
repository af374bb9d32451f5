package dev.nightmail.local.system;

import dev.nightmail.local.process.Child;
import dev.nightmail.local.process.Unprivileged;
import dev.nightmail.local.sample.SampleMailboxes;
import dev.nightmail.local.server.Folders;
import dev.nightmail.local.server.Layout;
import dev.nightmail.local.server.Servers;
import dev.nightmail.local.server.ServersFile;
import dev.nightmail.local.server.TestServers;
import dev.nightmail.local.up.Api;
import dev.nightmail.local.up.FirstRun;
import dev.nightmail.local.up.Screen;
import dev.nightmail.local.up.ServiceEnvironment;
import dev.nightmail.local.up.ServiceProcess;
import dev.nightmail.local.up.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Servers and services on ports and data of their own. What earlier tests killed is started again
 * by asking for it.
 */
record SystemUnderTest(Stack stack, String key) implements AutoCloseable {
    private static final long SEED = 20_260_101;

    /** From nothing; the data of the last time is deleted first, and left for people after. */
    static SystemUnderTest start() throws IOException {
        Path root = Path.of(System.getProperty("repository.root"));
        Layout layout = new Layout(root.resolve(".nightmail/system"));
        int base = TestServers.freeBase();
        Stack stack = Stack.at(root, layout, Optional.of(base));
        stop(stack);
        Folders.delete(layout.data());
        TestServers.start(layout, Optional.of(base));
        FirstRun first = new FirstRun(stack, Screen.standard());
        first.createKeySet();
        start(stack, List.of(stack.sync()));
        return new SystemUnderTest(stack, first.key());
    }

    /** Starts the servers that do not run. */
    void startServers() {
        TestServers.start(layout(), Optional.empty());
    }

    /** Starts those of the services that do not run; returns when each is ready. */
    void start(ServiceProcess... services) {
        start(stack, List.of(services));
    }

    private static void start(Stack stack, List<ServiceProcess> services) {
        services.stream()
                .filter(service -> !service.isRunning(stack.layout()))
                .forEach(service ->
                        service.start(
                                stack.layout(),
                                stack.root(),
                                ServiceEnvironment.of(stack, service)));
        services.forEach(service -> service.awaitReady(stack.layout()));
    }

    /** kill -9; returns when. */
    Instant kill(String process) {
        layout().process(process).child().orElseThrow().stop("KILL", Duration.ZERO);
        return Instant.now();
    }

    /** Lets a process and its descendants stand still, as one that swaps or is cut off does. */
    Instant pause(String process) {
        layout().process(process).child().orElseThrow().signal("STOP");
        return Instant.now();
    }

    /** They go on; nothing happens to those that were not paused. */
    void resume(String process) {
        layout().process(process).child().ifPresent(child -> child.signal("CONT"));
    }

    /** The processes of the services, by name: equal as long as none of them has died. */
    Map<String, Child> processes() {
        return stack.services().stream()
                .collect(
                        Collectors.toMap(
                                ServiceProcess::name,
                                service -> layout().process(service.name()).child().orElseThrow()));
    }

    Api api(ServiceProcess service) {
        return new Api(service, key);
    }

    Layout layout() {
        return stack.layout();
    }

    Properties servers() {
        return new ServersFile(layout()).read();
    }

    Database database() {
        return new Database(
                "jdbc:postgresql://127.0.0.1:" + servers().getProperty("postgres.port"));
    }

    Sink sink() {
        return new Sink(layout().sinkLog());
    }

    /** The mailbox of a user on the IMAP server, with so many sample messages in it. */
    Maildir mailbox(String user, int messages) throws IOException {
        Path home = layout().folder("mail/" + user);
        Path root = Files.createDirectories(home.resolve("Maildir"));
        SampleMailboxes.fill(root, SEED, messages);
        Unprivileged.give(home);
        return new Maildir(root);
    }

    @Override
    public void close() {
        stop(stack);
    }

    private static void stop(Stack stack) {
        stack.stop();
        Replica.stopFurther(stack);
        Servers.stop(stack.layout());
    }
}
