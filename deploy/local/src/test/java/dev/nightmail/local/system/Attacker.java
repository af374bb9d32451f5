package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Speaks to one service byte by byte, and checks of every answer what none may have.
 *
 * @param secrets what no answer may hold
 */
record Attacker(String host, int port, Secrets secrets) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What the one request is answered. */
    Heard send(AttackRequest request) {
        var heard = exchange(request.bytes());
        assertThat(heard).as(request.toString()).hasSize(1);
        if (!request.method().equals("HEAD")) {
            heard.getFirst().check(request.toString());
        }
        return heard.getFirst();
    }

    /** One after the other on one connection, without waiting for answers. */
    List<Heard> sendAll(List<AttackRequest> requests) {
        var bytes = new ByteArrayOutputStream();
        requests.subList(1, requests.size())
                .forEach(request -> bytes.writeBytes(request.bytes("X-More: yes")));
        bytes.writeBytes(requests.getFirst().bytes());
        var heard = exchange(bytes.toByteArray());
        assertThat(heard).hasSameSizeAs(requests);
        heard.forEach(answer -> answer.check(requests.getFirst().toString()));
        return heard;
    }

    /** What is answered to bytes that need not be HTTP; nothing, if the service hangs up. */
    List<Heard> sendBroken(String text) {
        var heard = exchange(text.getBytes(StandardCharsets.ISO_8859_1));
        heard.forEach(answer -> answer.checkBare(text.substring(0, Math.min(200, text.length()))));
        return heard;
    }

    /** All that comes until the service hangs up. */
    private List<Heard> exchange(byte[] bytes) {
        var heard = new ByteArrayOutputStream();
        try (var socket = open()) {
            var writer = Thread.ofVirtual().start(() -> write(socket, bytes));
            read(socket, heard);
            writer.join(PATIENCE);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        var text = heard.toString(StandardCharsets.ISO_8859_1);
        secrets.assertAbsent(text, "an answer");
        return Heard.split(text);
    }

    Socket open() throws IOException {
        var socket = new Socket(host, port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** The service may hang up before it has read all. */
    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException hungUp) {
            assertThat(hungUp).isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Also of what comes before a reset. */
    private static void read(Socket socket, ByteArrayOutputStream heard) throws IOException {
        try {
            socket.getInputStream().transferTo(heard);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }
}
