package dev.nightmail.sync.imap;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Finds the one address to connect to; the place to refuse private and loopback ranges, because the
 * address returned is the address used.
 */
@FunctionalInterface
public interface HostResolver {

    /**
     * Returns the address to connect to.
     *
     * @throws UnknownHostException when the name is unknown or must not be connected to
     */
    InetAddress resolve(String host) throws UnknownHostException;
}
