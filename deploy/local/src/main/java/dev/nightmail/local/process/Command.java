package dev.nightmail.local.process;

import dev.nightmail.local.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A command line with what it needs from the environment.
 *
 * @param words the program and its arguments
 * @param environment variables added to the launcher's own
 */
public record Command(List<String> words, Map<String, String> environment) {
    private static final int NOT_FOUND = 127;
    private static final int INTERRUPTED = 130;

    public static Command of(String... words) {
        return new Command(List.of(words), Map.of());
    }

    public static Command of(List<String> words) {
        return new Command(words, Map.of());
    }

    /** A Java program, run with the launcher's own Java. */
    public static Command java(
            String classPath, Class<?> main, List<String> jvm, List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return of(
                Stream.of(List.of(java), jvm, List.of("-cp", classPath, main.getName()), arguments)
                        .flatMap(List::stream)
                        .toList());
    }

    public Command with(Map<String, String> variables) {
        return new Command(words, variables);
    }

    public Command after(List<String> prefix) {
        return new Command(Stream.concat(prefix.stream(), words.stream()).toList(), environment);
    }

    /** Runs to the end; false when it failed or is not there. */
    public boolean succeeds() {
        return run().status() == 0;
    }

    /** Runs to the end; what it printed, or a refusal that names the command. */
    public String output() {
        Ending ending = run();
        if (ending.status() == INTERRUPTED) {
            throw new Refusal("interrupted");
        }
        if (ending.status() != 0) {
            throw new Refusal(words.getFirst() + " failed: " + ending.lastLine());
        }
        return ending.output().strip();
    }

    ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        return builder;
    }

    private Ending run() {
        try {
            Process process = builder().redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ending(process.waitFor(), output);
        } catch (IOException absent) {
            return new Ending(NOT_FOUND, String.valueOf(absent.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ending(INTERRUPTED, "interrupted");
        }
    }

    private record Ending(int status, String output) {
        String lastLine() {
            return output.strip().lines().reduce("", (before, line) -> line);
        }
    }
}
