package dev.nightmail.local.system;

import dev.nightmail.local.up.ServiceEnvironment;
import dev.nightmail.local.up.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that a service's binary has run.
 *
 * @param printed all of it, errors too
 */
record ServiceCommand(int code, String printed) {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    static ServiceCommand run(SystemUnderTest system, ServiceProcess service, String... words)
            throws IOException, InterruptedException {
        var stack = system.stack();
        var jar = stack.root().resolve(service.name() + "/target/quarkus-app/quarkus-run.jar");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command =
                new ArrayList<>(
                        List.of(
                                java.toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                jar.toString()));
        command.addAll(List.of(words));
        var out = Files.createTempFile("command", ".out");
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(ServiceEnvironment.of(stack, service));
        var process = builder.start();
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        var printed = Files.readString(out);
        Files.delete(out);
        return new ServiceCommand(process.exitValue(), printed);
    }
}
