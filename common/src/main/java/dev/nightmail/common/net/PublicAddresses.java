package dev.nightmail.common.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from all others, by IANA's registries of special-purpose
 * addresses (RFC 6890 and what followed).
 */
final class PublicAddresses {

    private static final List<Network> SPECIAL =
            Network.all(
                    "0.0.0.0/8", // this network, unspecified
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // carriers' own; also where one cloud keeps its metadata
                    "127.0.0.0/8", // loopback
                    "168.63.129.16", // a cloud's own agent, at an address that looks public
                    "169.254.0.0/16", // link-local; where clouds keep their metadata
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocols
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4"); // reserved, broadcast

    /**
     * What is public at all; outside lie loopback, unspecified, mapped and compatible addresses,
     * NAT64, unique-local, link-local and multicast.
     */
    private static final Network GLOBAL = Network.parse("2000::/3");

    private static final List<Network> SPECIAL_IN_GLOBAL =
            Network.all(
                    "2001::/23", // protocols: Teredo, benchmarks, ORCHID
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4: an IPv4 address inside
                    "3fff::/20"); // documentation

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        if (address instanceof Inet4Address) {
            return !isIn(SPECIAL, address);
        }
        return GLOBAL.contains(address) && !isIn(SPECIAL_IN_GLOBAL, address);
    }

    private static boolean isIn(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
