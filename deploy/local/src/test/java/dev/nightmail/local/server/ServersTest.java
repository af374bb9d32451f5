package dev.nightmail.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Child;
import jakarta.mail.AuthenticationFailedException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers, started once and asked the way that services and tests ask them. */
@Tag("O4")
class ServersTest {
    @TempDir static Path folder;

    private static final int BASE = TestServers.freeBase();
    private static Layout layout = new Layout(Path.of("."));
    private static Properties servers = new Properties();

    @BeforeAll
    static void start() {
        layout = new Layout(folder);
        TestServers.start(layout, Optional.of(BASE));
        servers = new ServersFile(layout).read();
    }

    @AfterAll
    static void stop() {
        Servers.stop(layout);
    }

    @Test
    void filesWithThePrivateKeyAreForTheOwnerOnly() throws Exception {
        Certificates tls = Certificates.in(layout);
        for (Path file : List.of(tls.key(), tls.keyStore())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void postgresKeepsWhatItCommits() throws Exception {
        String url = servers.getProperty("postgres.url");
        try (var connection = DriverManager.getConnection(url, "nightmail_owner", "");
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select current_setting('fsync'), current_setting('synchronous_commit'),"
                                        + " pg_get_userbyid(datdba) from pg_database where datname = current_database()")) {
            assertThat(row.next()).isTrue();
            assertThat(List.of(row.getString(1), row.getString(2), row.getString(3)))
                    .containsExactly("on", "on", "nightmail_owner");
        }
    }

    @Test
    void imapServesAnyUserWithFoldersOfKnownUse() throws Exception {
        try (var store = new MailClient(servers).imap("Someone+tag@example.org")) {
            var names = List.of(store.getDefaultFolder().list("*"));
            assertThat(names)
                    .extracting(Object::toString)
                    .contains("INBOX", "Sent", "Drafts", "Junk", "Trash");
        }
    }

    @Test
    void sentMailIsInTheLogWithItsRecipients() throws Exception {
        MailClient client = new MailClient(servers);
        String overStartTls = client.send("smtp", "to-starttls@example.org", "nightmail");
        String overTls = client.send("smtps", "to-tls@example.org", "nightmail");
        assertThat(Files.readAllLines(Path.of(servers.getProperty("sink.log"))))
                .anyMatch(line ->
                        line.contains(overStartTls) && line.contains("to-starttls@example.org"))
                .anyMatch(line -> line.contains(overTls) && line.contains("to-tls@example.org"));
    }

    @Test
    void submissionRefusesAWrongPassword() {
        MailClient client = new MailClient(servers);
        assertThatThrownBy(() -> client.send("smtp", "nobody@example.org", "wrong"))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void startingAgainStartsNothing() {
        assertThat(TestServers.start(layout, Optional.empty())).isEmpty();
    }

    @Test
    void portTakenIsOneLineAndNothingRuns(@TempDir Path other) throws Exception {
        int base = TestServers.freeBase();
        try (var taken = new ServerSocket(base, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> TestServers.start(new Layout(other), Optional.of(base)))
                    .isInstanceOf(Refusal.class)
                    .hasMessage(
                            "port %d, for PostgreSQL, is taken: free it, or choose others with --port-base N",
                            taken.getLocalPort());
        }
        assertThat(Servers.status(new Layout(other)).values()).containsOnly(false);
    }

    @Test
    void otherPortsThanThoseTheyRunOnAreRefusedWithTheCommandThatStopsThem() {
        assertThatThrownBy(() -> TestServers.start(layout, Optional.of(TestServers.freeBase())))
                .isInstanceOf(Refusal.class)
                .hasMessageEndingWith("run on other ports: ./nightmail down stops them");
    }

    @Test
    void kafkaKeepsItsTopicsThroughAKill() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
        Child kafka = layout.process("kafka").child().orElseThrow();
        ProcessHandle process = ProcessHandle.of(kafka.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
        assertThat(TestServers.start(layout, Optional.empty())).containsExactly("kafka");
        try (Admin admin = admin()) {
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).contains("kept");
        }
    }

    private static Admin admin() {
        return Admin.create(
                Map.of("bootstrap.servers", (Object) servers.getProperty("kafka.bootstrap")));
    }
}
