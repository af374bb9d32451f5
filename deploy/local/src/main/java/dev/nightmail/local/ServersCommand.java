package dev.nightmail.local;

import dev.nightmail.local.process.Undo;
import dev.nightmail.local.server.ImapChoice;
import dev.nightmail.local.server.Layout;
import dev.nightmail.local.server.Ports;
import dev.nightmail.local.server.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code servers start|stop|status}: PostgreSQL, Kafka, IMAP and the SMTP sink, without the
 * services.
 */
@Command(
        name = "servers",
        description = "PostgreSQL, Kafka, IMAP and the SMTP sink.",
        mixinStandardHelpOptions = true)
final class ServersCommand {

    @Command(
            description = "Starts those that do not run; returns when each answers.",
            mixinStandardHelpOptions = true)
    int start(
            @Option(
                            names = "--data",
                            required = true,
                            description = "Folder for data, logs and pid files.")
                    Path data,
            @Option(names = "--port-base", description = "Use eight ports from this one on.")
                    Optional<Integer> portBase,
            @Option(
                            names = "--require-dovecot",
                            description = "Refuse to start where Dovecot cannot be had.")
                    boolean requireDovecot) {
        ImapChoice imap = requireDovecot ? ImapChoice.DOVECOT : ImapChoice.DOVECOT_OR_GREENMAIL;
        Layout layout = new Layout(data);
        var servers = Servers.toStart(layout, portBase.map(Ports::from), imap, System.out::println);
        List<String> started;
        try (Undo undo = new Undo()) {
            started = servers.start(undo);
            undo.keep();
        }
        System.out.println(
                started.isEmpty()
                        ? "servers run already"
                        : "started " + String.join(", ", started));
        System.out.println("where they are: " + layout.serversFile());
        return 0;
    }

    @Command(description = "Stops all of them.", mixinStandardHelpOptions = true)
    int stop(@Option(names = "--data", required = true, description = "As for start.") Path data) {
        List<String> stopped = Servers.stop(new Layout(data));
        System.out.println(
                stopped.isEmpty() ? "no server ran" : "stopped " + String.join(", ", stopped));
        return 0;
    }

    @Command(
            description = "Says which run; exit 1 when one does not.",
            mixinStandardHelpOptions = true)
    int status(
            @Option(names = "--data", required = true, description = "As for start.") Path data) {
        var status = Servers.status(new Layout(data));
        status.forEach(
                (name, runs) -> System.out.printf("%-10s %s%n", name, runs ? "runs" : "stopped"));
        return status.containsValue(false) ? 1 : 0;
    }
}
