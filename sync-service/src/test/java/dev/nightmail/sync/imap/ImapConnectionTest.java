package dev.nightmail.sync.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.net.TestHosts;
import dev.nightmail.local.sample.SampleMailboxes;
import dev.nightmail.sync.TestServers;
import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImapConnectionTest {

    private final RemoteUser user = RemoteUser.fresh();

    @Test
    void wrongPasswordIsAnAuthenticationFailureThatTellsNoName() {
        assertThatThrownBy(() -> RemoteUser.CLIENT.open(user.endpoint("wrong")))
                .isInstanceOfSatisfying(
                        ImapException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.AUTHENTICATION))
                .hasMessageNotContainingAny(user.name(), "wrong");
    }

    @Test
    void certificateOfAnUnknownAuthorityIsRefused() {
        var distrustful = new ImapClient(RemoteUser.settings(Optional.empty()), TestHosts.ANY);

        assertThatThrownBy(() -> distrustful.open(user.endpoint()))
                .isInstanceOfSatisfying(
                        ImapException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PERMANENT));
    }

    @Test
    void certificateOfAnotherNameIsRefused() {
        var client =
                new ImapClient(
                        RemoteUser.settings(Optional.of(TestServers.certificateAuthority())),
                        (_, port) -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        var there = user.endpoint();
        var elsewhere =
                new ImapEndpoint(
                        "mail.example.org",
                        there.port(),
                        there.tls(),
                        user.name(),
                        there.credentials());

        assertThatThrownBy(() -> client.open(elsewhere))
                .isInstanceOfSatisfying(
                        ImapException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PERMANENT));
    }

    @Test
    void hostThatTheResolverRefusesIsNotConnectedTo() {
        var client =
                new ImapClient(
                        RemoteUser.settings(Optional.empty()),
                        (host, _) -> {
                            throw new UnknownHostException(host);
                        });

        assertThatThrownBy(() -> client.open(user.endpoint())).isInstanceOf(ImapException.class);
    }

    @Test
    void mailboxesAreListedWithNamesForPeopleAndRoles() throws IOException {
        SampleMailboxes.fill(user.maildir(), 1, 10);

        try (var connection = user.open()) {
            assertThat(connection.list())
                    .extracting(mailbox -> mailbox.name().text())
                    .contains("INBOX", "Projects/Ünïcode", "Empty");
            var junk = listed(connection, "Junk").mailbox();
            var inbox = listed(connection, "INBOX").mailbox();
            assertThat(junk.specialUse()).contains(SpecialUse.JUNK);
            assertThat(inbox.specialUse()).isEmpty();
            assertThat(inbox.delimiter()).contains("/");
            assertThat(inbox.isSelectable()).isTrue();
        }
    }

    @Test
    void nodeOfTheHierarchyWithoutMailHasNoStatus() throws IOException {
        SampleMailboxes.fill(user.maildir(), 1, 10);

        try (var connection = user.open()) {
            var node = listed(connection, "Projects");

            assertThat(node.mailbox().isSelectable()).isFalse();
            assertThat(node.status()).isEmpty();
        }
    }

    @Test
    void countersOfAllMailboxesComeWithTheList() throws IOException {
        var filled = SampleMailboxes.fill(user.maildir(), 1, 60).messages();

        try (var connection = user.open()) {
            for (var mailbox : filled.entrySet()) {
                var status = listed(connection, mailbox.getKey()).status().orElseThrow();
                assertThat(status.messages()).isEqualTo(mailbox.getValue().longValue());
                assertThat(status).isEqualTo(connection.status(status.name()));
                assertThat(status.highestModSeq()).isPresent();
                assertThat(status.uidValidity()).isPositive();
            }
        }
    }

    @Test
    void examinedMailboxTellsTheCountersOfItsStatus() throws IOException {
        SampleMailboxes.fill(user.maildir(), 1, 60);

        try (var connection = user.open()) {
            var name = MailboxName.ofText("Projects/Ünïcode");
            assertThat(connection.examine(name).atSelect()).isEqualTo(connection.status(name));
        }
    }

    @Test
    void mailboxThatIsNotThereIsAPermanentRefusalWithoutItsName() throws IOException {
        try (var connection = user.open()) {
            assertThatThrownBy(() -> connection.examine(MailboxName.ofText("Nowhere")))
                    .isInstanceOfSatisfying(
                            ImapException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.PERMANENT))
                    .hasMessageNotContaining("Nowhere");
        }
    }

    @Test
    void closingTwiceDoesNothing() throws IOException {
        var connection = user.open();
        connection.close();

        connection.close();

        assertThatThrownBy(connection::list).isInstanceOf(ImapException.class);
    }

    private static ListedMailbox listed(ImapConnection connection, String name)
            throws ImapException {
        List<ListedMailbox> all = connection.listWithStatus();
        return all.stream()
                .filter(m -> m.mailbox().name().text().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
