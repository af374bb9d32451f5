package dev.nightmail.local.server;

import dev.nightmail.local.process.Undo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Real servers for tests, on ports that are free. */
public final class TestServers {
    /** 25 for the stack, the rest for further processes of sync-service and mail-service. */
    private static final int NEEDED = 30;

    private TestServers() {}

    public static List<String> start(Layout layout, Optional<Integer> base) {
        var servers =
                Servers.toStart(
                        layout,
                        base.map(Ports::from),
                        ImapChoice.DOVECOT,
                        line -> System.out.println(line));
        try (Undo undo = new Undo()) {
            List<String> started = servers.start(undo);
            undo.keep();
            return started;
        }
    }

    public static int freeBase() {
        return RandomGenerator.getDefault()
                .ints(20_000, 30_000)
                .filter(base -> IntStream.range(base, base + NEEDED).allMatch(TestServers::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
