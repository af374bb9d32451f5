package dev.nightmail.common.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a host may be written as: a name (RFC 1123, section 2.1), four decimal numbers, or an IPv6
 * address. Not as one that programs read in different ways: with octal or hexadecimal numbers,
 * fewer than four of them, brackets, a zone, an empty label or a dot at the end.
 */
public final class HostText {

    private static final int LONGEST = 253;
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?";
    private static final String LAST_LABEL = "[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    private static final Pattern NAME = Pattern.compile("(" + LABEL + "\\.)*" + LAST_LABEL);
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]{2,39}");

    private HostText() {}

    public static boolean isWellFormed(String host) {
        return host.length() <= LONGEST
                && (NAME.matcher(host).matches() || findAddress(host).isPresent());
    }

    /** The address that the text itself is; never asks anybody. */
    static Optional<InetAddress> findAddress(String host) {
        if (IPV4.matcher(host).matches()) {
            return Optional.of(InetAddress.ofLiteral(host));
        }
        return IPV6.matcher(host).matches() ? findLongAddress(host) : Optional.empty();
    }

    /** One that stands for an IPv4 address has a plainer form, which is the one to give. */
    private static Optional<InetAddress> findLongAddress(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host)).filter(Inet6Address.class::isInstance);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
