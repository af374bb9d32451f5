package dev.nightmail.common.net;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Public hosts and those that the operator allows; the others look as if there were none. */
@Singleton
public class VettedHosts implements HostResolver {

    /** Asks for all addresses of a name. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    /** Both ends are within. */
    private record Ports(int first, int last) {

        static Ports parse(String text) {
            var ends = text.split("-", -1);
            return new Ports(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
        }

        boolean contain(int port) {
            return first <= port && port <= last;
        }
    }

    private final Lookup lookup;
    private final List<Ports> ports;
    private final Set<String> names = new HashSet<>();
    private final List<Network> networks = new ArrayList<>();

    @Inject
    VettedHosts(NetConfig config) {
        this(config, InetAddress::getAllByName);
    }

    VettedHosts(NetConfig config, Lookup lookup) {
        this.lookup = lookup;
        this.ports = config.allowedPorts().stream().map(Ports::parse).toList();
        config.allowedHosts().orElse(Set.of()).forEach(this::allow);
    }

    @Override
    public InetSocketAddress resolve(String host, int port) throws UnknownHostException {
        if (!HostText.isWellFormed(host) || ports.stream().noneMatch(each -> each.contain(port))) {
            throw refused();
        }
        boolean isNamed = names.contains(host.toLowerCase(Locale.ROOT));
        return Stream.of(find(host))
                .filter(address -> isNamed || isAllowed(address))
                .findFirst()
                .map(address -> new InetSocketAddress(address, port))
                .orElseThrow(VettedHosts::refused);
    }

    private InetAddress[] find(String host) throws UnknownHostException {
        try {
            return lookup.find(host);
        } catch (UnknownHostException _) {
            throw refused();
        }
    }

    private boolean isAllowed(InetAddress address) {
        return PublicAddresses.contain(address)
                || networks.stream().anyMatch(network -> network.contains(address));
    }

    private void allow(String entry) {
        if (entry.contains("/") || HostText.findAddress(entry).isPresent()) {
            networks.add(Network.parse(entry));
        } else {
            names.add(entry.toLowerCase(Locale.ROOT));
        }
    }

    /** Says the same of all, the host's name included, which would be a user's word. */
    private static UnknownHostException refused() {
        return new UnknownHostException("unreachable");
    }
}
