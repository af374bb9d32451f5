package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Bodies that come byte by byte, on many connections at once. */
record DrippingCallers(Attacker attacker, String key) {
    private static final int CONNECTIONS = 50;
    private static final Duration BETWEEN = Duration.ofMillis(200);

    /** While they drip somebody else is answered; then they are all cut off. */
    void attack() {
        var slow =
                IntStream.range(0, CONNECTIONS)
                        .mapToObj(i ->
                                i % 2 == 0
                                        ? "Content-Length: 5000\r\n\r\n"
                                        : "Transfer-Encoding: chunked\r\n\r\n1000\r\n")
                        .map(this::begin)
                        .toList();

        var heard = attacker.send(AttackRequest.of("GET", "/api/jobs").bearing(key));

        assertThat(slow).allMatch(DrippingCallers::isOpen);
        assertThat(heard.status()).isEqualTo(200);
        assertThat(
                        Await.until(
                                Victims.BODY_TIMEOUT.multipliedBy(4),
                                BETWEEN,
                                () -> slow.stream().filter(DrippingCallers::isOpen).count() == 0))
                .as("all are cut off")
                .isTrue();
        close(slow);
    }

    private Socket begin(String rest) {
        try {
            var socket = attacker.open();
            var head =
                    "POST /api/keys HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n"
                                    .formatted(key)
                            + "Content-Type: application/json\r\n";
            socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one more byte. */
    private static boolean isOpen(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(List<Socket> sockets) {
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
