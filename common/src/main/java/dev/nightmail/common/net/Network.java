package dev.nightmail.common.net;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** All addresses that begin with the same bits. */
record Network(InetAddress first, int bits) {

    /**
     * Reads {@code 10.0.0.0/8}, or a single address.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        var address =
                HostText.findAddress(slash < 0 ? text : text.substring(0, slash))
                        .orElseThrow(() -> new IllegalArgumentException("No network: " + text));
        int most = 8 * address.getAddress().length;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits > most) {
            throw new IllegalArgumentException("No network: " + text);
        }
        return new Network(address, bits);
    }

    static List<Network> all(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }

    boolean contains(InetAddress address) {
        var here = first.getAddress();
        var there = address.getAddress();
        if (here.length != there.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((here[bit / 8] & mask) != (there[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
