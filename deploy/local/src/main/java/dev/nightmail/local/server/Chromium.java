package dev.nightmail.local.server;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Command;
import dev.nightmail.local.process.Unprivileged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A browser without a window, in which tests look at what others would see. */
public final class Chromium {

    private Chromium() {}

    /** The installed one; else, as root, installs Debian's package. */
    public static Path program(Consumer<String> say) {
        return installed()
                .or(() -> Unprivileged.isRoot() ? install(say) : Optional.empty())
                .orElseThrow(() ->
                        new Refusal(
                                "Chromium is missing and cannot be fetched: install it"
                                        + " (Debian: apt-get install chromium-headless-shell)"));
    }

    private static Optional<Path> installed() {
        return Stream.of(
                        "/usr/bin/chromium-headless-shell",
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> install(Consumer<String> say) {
        say.accept("installing Chromium: apt-get install chromium-headless-shell");
        Command.of(
                        "sh",
                        "-c",
                        "apt-get -q update && apt-get -q install -y --no-install-recommends"
                                + " chromium-headless-shell")
                .with(Map.of("DEBIAN_FRONTEND", "noninteractive"))
                .succeeds();
        return installed();
    }
}
