package dev.nightmail.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S1")
class VettedHostsTest {

    private static final int PORT = 993;

    /** The last address that is not public, or the first, and its neighbour that is. */
    @ParameterizedTest
    @CsvSource({
        "0.255.255.255, 1.0.0.0",
        "10.0.0.0, 9.255.255.255",
        "10.255.255.255, 11.0.0.0",
        "100.64.0.0, 100.63.255.255",
        "100.127.255.255, 100.128.0.0",
        "127.0.0.0, 126.255.255.255",
        "127.255.255.255, 128.0.0.0",
        "168.63.129.16, 168.63.129.17",
        "169.254.0.0, 169.253.255.255",
        "169.254.169.254, 169.255.0.0",
        "172.16.0.0, 172.15.255.255",
        "172.31.255.255, 172.32.0.0",
        "192.0.0.255, 192.0.1.0",
        "192.0.2.0, 192.0.1.255",
        "192.88.99.255, 192.88.100.0",
        "192.168.0.0, 192.167.255.255",
        "192.168.255.255, 192.169.0.0",
        "198.18.0.0, 198.17.255.255",
        "198.19.255.255, 198.20.0.0",
        "198.51.100.0, 198.51.99.255",
        "203.0.113.255, 203.0.114.0",
        "224.0.0.0, 223.255.255.255",
        "::, 2606:4700::1",
        "::1, 2606:4700::1",
        "::7f00:1, 2606:4700::1",
        "64:ff9b::7f00:1, 2606:4700::1",
        "64:ff9b:1::1, 2606:4700::1",
        "100::1, 2606:4700::1",
        "1fff:ffff::, 2000::",
        "2001::1, 2001:200::",
        "2001:1ff:ffff::, 2001:200::",
        "2001:db8::, 2001:db7:ffff::",
        "2001:db8:ffff::, 2001:db9::",
        "2002:7f00:1::, 2001:ffff::",
        "2002:ffff::, 2003::",
        "3fff:fff:ffff::, 3fff:1000::",
        "4000::, 3fff:ffff::",
        "fc00::1, 2606:4700::1",
        "fd00:ec2::254, 2606:4700::1",
        "fe80::1, 2606:4700::1",
        "ff02::1, 2606:4700::1"
    })
    void addressThatIsNotPublicIsRefusedAsLiteralAndBehindAName(String inside, String outside)
            throws Exception {
        for (var host : new String[] {inside, "imap.example.org"}) {
            assertRefused(answering(inside), host);
        }
        assertThat(answering(outside).resolve("imap.example.org", PORT).getAddress())
                .isEqualTo(InetAddress.ofLiteral(outside));
    }

    @Test
    void broadcastAndTheReservedAreRefused() {
        assertRefused(answering("255.255.255.255"), "imap.example.org");
        assertRefused(answering("240.0.0.1"), "imap.example.org");
    }

    @Test
    void mappedAddressIsWhatItMaps() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 127;
        mapped[15] = 1;
        var address = InetAddress.getByAddress("imap.example.org", mapped);

        assertRefused(
                TestHosts.answering(_ -> new InetAddress[] {address}, "10.9.9.9"),
                "imap.example.org");
    }

    @Test
    void nameIsResolvedOnceAndTheAddressThatWasVettedIsTheOneToConnectTo() throws Exception {
        var asked = new AtomicInteger();
        var rebinding =
                TestHosts.answering(
                        _ -> addresses(asked.incrementAndGet() == 1 ? "9.9.9.9" : "127.0.0.1"),
                        "10.9.9.9");

        var first = rebinding.resolve("imap.example.org", PORT);

        assertThat(asked).hasValue(1);
        assertThat(first.getAddress().getHostAddress()).isEqualTo("9.9.9.9");
        assertThat(first.isUnresolved()).isFalse();
        assertRefused(rebinding, "imap.example.org");
    }

    @Test
    void amongSeveralAddressesOnlyAPublicOneIsUsed() throws Exception {
        var hosts = answering("10.0.0.1", "9.9.9.9", "127.0.0.1");

        assertThat(hosts.resolve("imap.example.org", PORT).getAddress().getHostAddress())
                .isEqualTo("9.9.9.9");
    }

    @Test
    void whatTheOperatorAllowsIsConnectedToByNetworkAddressOrName() throws Exception {
        var hosts =
                TestHosts.answering(
                        host -> addresses(host.startsWith("10.") ? host : "192.168.1.1"),
                        "10.1.0.0/16",
                        "10.2.0.7",
                        "Mail.Intern");

        assertThat(hosts.resolve("10.1.255.255", PORT)).isNotNull();
        assertThat(hosts.resolve("10.2.0.7", PORT)).isNotNull();
        assertThat(hosts.resolve("mail.intern", PORT)).isNotNull();
        assertRefused(hosts, "10.2.0.0");
        assertRefused(hosts, "10.2.0.8");
        assertRefused(hosts, "other.intern");
    }

    @Test
    void onlyPortsOfMailAreConnectedToAndTheRefusalIsTheSame() throws Exception {
        var hosts =
                new VettedHosts(
                        new NetConfig() {
                            @Override
                            public Optional<Set<String>> allowedHosts() {
                                return Optional.empty();
                            }

                            @Override
                            public Set<String> allowedPorts() {
                                return Set.of("993", "1000-1002");
                            }
                        },
                        _ -> addresses("9.9.9.9"));

        for (int port : new int[] {993, 1000, 1002}) {
            assertThat(hosts.resolve("imap.example.org", port).getPort()).isEqualTo(port);
        }
        for (int port : new int[] {992, 994, 999, 1003, 22, 0}) {
            assertThatThrownBy(() -> hosts.resolve("imap.example.org", port))
                    .isExactlyInstanceOf(UnknownHostException.class)
                    .hasMessage("unreachable");
        }
    }

    @Test
    void refusalIsTheSameForWhatIsUnknownMalformedAndNotPublic() {
        var unknown =
                TestHosts.answering(
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        "10.9.9.9");

        assertRefused(unknown, "imap.example.org");
        assertRefused(unknown, "0x7f.1");
        assertRefused(answering("10.0.0.1"), "imap.example.org");
    }

    private static void assertRefused(VettedHosts hosts, String host) {
        assertThatThrownBy(() -> hosts.resolve(host, PORT))
                .as(host)
                .isExactlyInstanceOf(UnknownHostException.class)
                .hasMessage("unreachable");
    }

    private static VettedHosts answering(String... found) {
        return TestHosts.answering(_ -> addresses(found), "10.9.9.9");
    }

    private static InetAddress[] addresses(String... texts) {
        return Stream.of(texts).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}
