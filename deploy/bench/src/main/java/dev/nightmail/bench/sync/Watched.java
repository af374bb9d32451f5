package dev.nightmail.bench.sync;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Await;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A command that was run to its end.
 *
 * @param memory the most that it took, in MiB
 * @param output what it printed
 */
record Watched(double seconds, double memory, String output) {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration LOOK = Duration.ofMillis(10);

    static Watched run(List<String> command, Map<String, String> environment) {
        try {
            var output = File.createTempFile("nightmail-bench", ".out");
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            long begun = System.nanoTime();
            var process = builder.redirectOutput(output).start();
            double[] memory = {0};
            boolean hasEnded =
                    Await.until(
                            PATIENCE,
                            LOOK,
                            () -> {
                                memory[0] = Math.max(memory[0], memory(process.pid()));
                                return !process.isAlive();
                            });
            double seconds = (System.nanoTime() - begun) / 1e9;
            process.destroyForcibly();
            var printed = Files.readString(output.toPath()).strip();
            Files.delete(output.toPath());
            if (!hasEnded || process.exitValue() != 0) {
                throw new Refusal(
                        command.getFirst() + " failed: " + printed.lines().reduce("", (_, l) -> l));
            }
            return new Watched(seconds, memory[0], printed);
        } catch (IOException e) {
            throw new Refusal(command.getFirst() + " cannot be run", e);
        }
    }

    private static double memory(long pid) {
        try {
            var status = Files.readString(Path.of("/proc", "" + pid, "status"));
            return status.lines()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024.0;
        } catch (IOException hasEnded) {
            return 0;
        }
    }
}
