package dev.nightmail.common.net;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Finds the one address to connect to; the address returned is the address used. */
@FunctionalInterface
public interface HostResolver {

    /**
     * Returns the address to connect to.
     *
     * @throws UnknownHostException when the name is unknown, or host or port must not be connected
     *     to; which of them is not said
     */
    InetSocketAddress resolve(String host, int port) throws UnknownHostException;
}
