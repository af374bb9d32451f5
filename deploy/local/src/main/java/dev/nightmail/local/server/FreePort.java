package dev.nightmail.local.server;

import dev.nightmail.local.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Sees to it that a port can be had before anything is started on it. */
public final class FreePort {
    private FreePort() {}

    /**
     * Refuses with a line that names the port, what it is for and the option that chooses others.
     */
    public static void check(int port, String purpose) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            if (!probe.isBound()) {
                throw taken(port, purpose);
            }
        } catch (IOException e) {
            throw taken(port, purpose);
        }
    }

    private static Refusal taken(int port, String purpose) {
        return new Refusal(
                "port %d, for %s, is taken: free it, or choose others with --port-base N"
                        .formatted(port, purpose));
    }
}
