package dev.nightmail.local.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Whether anybody listens on a port of this machine. */
final class Listening {
    private Listening() {}

    static boolean on(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
