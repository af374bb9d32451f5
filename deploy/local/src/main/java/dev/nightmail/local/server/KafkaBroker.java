package dev.nightmail.local.server;

import dev.nightmail.local.Template;
import dev.nightmail.local.kafka.KafkaNode;
import dev.nightmail.local.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Kafka, broker and controller in one process; topics are created by who owns them, never by
 * accident.
 */
record KafkaBroker(Layout layout, Ports numbers) implements Server {
    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Command prepare() {
        Path file = layout.conf().resolve("kafka.properties");
        layout.write(file, configuration());
        return Command.java(
                OwnClasses.path(layout),
                KafkaNode.class,
                List.of(
                        "-Xms128m",
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED"),
                List.of(file.toString()));
    }

    @Override
    public boolean answers() {
        if (!Listening.on(numbers.kafka())) {
            return false;
        }
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        bootstrap(),
                        "request.timeout.ms",
                        2000,
                        "default.api.timeout.ms",
                        2000);
        try (Admin admin = Admin.create(config)) {
            return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String bootstrap() {
        return "127.0.0.1:" + numbers.kafka();
    }

    private String configuration() {
        return Template.fill(
                "kafka.properties",
                Map.of(
                        "port", numbers.kafka(),
                        "controller", numbers.kafkaController(),
                        "logs", layout.folder("kafka")));
    }
}
