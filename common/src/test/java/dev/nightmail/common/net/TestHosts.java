package dev.nightmail.common.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;

/** Resolvers for tests. */
public final class TestHosts {

    /** Takes whatever the machine takes. */
    public static final HostResolver ANY =
            (host, port) -> new InetSocketAddress(InetAddress.getByName(host), port);

    private TestHosts() {}

    /** As by default, on any port. */
    public static VettedHosts vetted(String... allowed) {
        return new VettedHosts(
                config(allowed.length == 0 ? Optional.empty() : Optional.of(Set.of(allowed))),
                InetAddress::getAllByName);
    }

    static VettedHosts answering(VettedHosts.Lookup lookup, String... allowed) {
        return new VettedHosts(config(Optional.of(Set.of(allowed))), lookup);
    }

    private static NetConfig config(Optional<Set<String>> allowed) {
        return new NetConfig() {
            @Override
            public Optional<Set<String>> allowedHosts() {
                return allowed;
            }

            @Override
            public Set<String> allowedPorts() {
                return Set.of("1-65535");
            }
        };
    }
}
