package dev.nightmail.common.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S1")
class HostTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imap.example.org",
                "localhost",
                "mail-1.example.co.uk",
                "xn--bcher-kva.example",
                "a_b.example.org",
                "1and1.example.org",
                "192.0.2.1",
                "255.255.255.255",
                "2001:db8::1",
                "::1"
            })
    void namesAndPlainAddressesAreHosts(String host) {
        assertThat(HostText.isWellFormed(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "example.org.",
                ".example.org",
                "example..org",
                "-a.example.org",
                "a-.example.org",
                "exa mple.org",
                "example.org\r\n",
                "user@example.org",
                "example.org/path",
                "example.org:993",
                "bücher.example",
                "2130706433",
                "017700000001",
                "0x7f000001",
                "0x7f.0.0.1",
                "127.1",
                "127.0.1",
                "127.0.0.0x1",
                "0177.0.0.1",
                "127.0.0.01",
                "256.0.0.1",
                "127.0.0.1.",
                "1.2.3.4.5",
                "[::1]",
                "::1%lo",
                "fe80::1%eth0",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "0:0:0:0:0:ffff:7f00:1",
                "::127.0.0.1",
                ":::",
                "12345::"
            })
    void whatProgramsReadInDifferentWaysIsNone(String host) {
        assertThat(HostText.isWellFormed(host)).isFalse();
    }

    @Test
    void nameIsAsLongAsNamesMayBe() {
        var label = "a".repeat(63);
        var longest = String.join(".", label, label, label, "a".repeat(61));

        assertThat(longest).hasSize(253);
        assertThat(HostText.isWellFormed(longest)).isTrue();
        assertThat(HostText.isWellFormed(longest + "a")).isFalse();
        assertThat(HostText.isWellFormed(label + "a.example")).isFalse();
    }
}
