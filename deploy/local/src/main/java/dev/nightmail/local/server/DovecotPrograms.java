package dev.nightmail.local.server;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Command;
import dev.nightmail.local.process.Unprivileged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Dovecot's programs and how they are told where they lie.
 *
 * @param program the master process
 * @param prefix what to put before a command that runs them
 * @param environment what it needs to find its libraries
 * @param settings lines for the head of its configuration
 */
record DovecotPrograms(
        String program, List<String> prefix, Map<String, String> environment, String settings) {

    /**
     * The installed ones; else, as root, installs Debian's package; else unpacks it beside the
     * cache. Empty where none of it works.
     */
    static Optional<DovecotPrograms> find(Consumer<String> say) {
        return installed()
                .or(() -> Unprivileged.isRoot() ? install(say) : UnpackedDovecot.get(say));
    }

    static Refusal missing() {
        return new Refusal(
                "Dovecot is missing and cannot be fetched: install it (Debian: apt-get install dovecot-imapd)");
    }

    private static Optional<DovecotPrograms> installed() {
        return Stream.of("/usr/sbin/dovecot", "/usr/local/sbin/dovecot", "/usr/bin/dovecot")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .map(path -> new DovecotPrograms(path, Unprivileged.prefix(), Map.of(), ""));
    }

    private static Optional<DovecotPrograms> install(Consumer<String> say) {
        say.accept("installing Dovecot: apt-get install dovecot-imapd");
        Command install =
                Command.of(
                        "sh",
                        "-c",
                        "apt-get -q update && apt-get -q install -y --no-install-recommends dovecot-imapd");
        install.with(Map.of("DEBIAN_FRONTEND", "noninteractive", "RUNLEVEL", "1")).succeeds();
        return installed();
    }
}
