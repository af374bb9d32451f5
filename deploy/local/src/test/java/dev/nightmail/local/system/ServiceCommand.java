package dev.nightmail.local.system;

import dev.nightmail.local.up.ServiceEnvironment;
import dev.nightmail.local.up.ServiceProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command that a service's binary has run.
 *
 * @param printed all of it, errors too
 */
record ServiceCommand(int code, String printed) {
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
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(ServiceEnvironment.of(stack, service));
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new ServiceCommand(process.waitFor(), printed);
    }
}
