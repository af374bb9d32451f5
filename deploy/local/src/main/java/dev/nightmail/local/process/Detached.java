package dev.nightmail.local.process;

import dev.nightmail.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process in a session of its own: it outlives the launcher and no Ctrl-C reaches it.
 *
 * @param name what people call it
 * @param pidFile where it is found again
 * @param log where its output goes, appended
 */
public record Detached(String name, Path pidFile, Path log) {

    /** Starts the command; its pid file is written before this returns. */
    public Child start(Command command) {
        try {
            Files.createDirectories(pidFile.toAbsolutePath().getParent());
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process =
                    command.after(List.of("setsid"))
                            .builder()
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            Child child = Child.running(process.pid()).orElseThrow(this::ended);
            child.writeTo(pidFile);
            return child;
        } catch (IOException e) {
            throw new Refusal("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    public Optional<Child> child() {
        return Child.of(pidFile);
    }

    public boolean isRunning() {
        return child().isPresent();
    }

    /** Says that the process ended by itself, with the last line of its log. */
    public Refusal ended() {
        return new Refusal(name + " ended by itself: " + lastLine() + " (log: " + log + ")");
    }

    public void forget() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new Refusal("cannot delete " + pidFile, e);
        }
    }

    private String lastLine() {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank())
                    .reduce("no output", (before, line) -> line)
                    .strip();
        } catch (IOException e) {
            return "no output";
        }
    }
}
