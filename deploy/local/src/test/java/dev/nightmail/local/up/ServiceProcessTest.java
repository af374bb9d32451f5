package dev.nightmail.local.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Command;
import dev.nightmail.local.server.Layout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("O4")
class ServiceProcessTest {
    @TempDir Path data;

    private HttpServer health;

    @BeforeEach
    void serve() throws IOException {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        health = HttpServer.create(anyPort, 0);
        health.createContext(
                "/q/health/ready",
                exchange -> {
                    var body =
                            """
                            {"status": "DOWN", "checks": [
                                {"name": "machinery", "status": "DOWN", "data": {"waitingFor": "foreign-schema"}}]}
                            """
                                    .getBytes(UTF_8);
                    exchange.sendResponseHeaders(503, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        health.start();
    }

    @AfterEach
    void stop() {
        health.stop(0);
    }

    @Test
    void databaseOfAnotherBuildIsToldAtOnceWithWhatHelps() {
        var layout = new Layout(data);
        var service = new ServiceProcess("sync-service", 0, health.getAddress().getPort());
        var child = layout.process("sync-service").start(Command.of("sleep", "300"));

        assertThatThrownBy(() -> service.awaitReady(layout))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is of another build: ./nightmail reset");

        child.stop("KILL", Duration.ofSeconds(5));
    }
}
