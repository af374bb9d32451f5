package dev.nightmail.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Where the local servers for tests are. */
public final class TestServers {

    private static final Properties SERVERS = read();

    private TestServers() {}

    public static String imapHost() {
        return SERVERS.getProperty("imap.host");
    }

    public static int imapPort() {
        return Integer.parseInt(SERVERS.getProperty("imap.port"));
    }

    public static String imapPassword() {
        return SERVERS.getProperty("imap.password");
    }

    public static Path certificateAuthority() {
        return Path.of(SERVERS.getProperty("tls.ca"));
    }

    /** The Maildir of INBOX; its user need not exist before. */
    public static Path maildir(String user) {
        return Path.of(SERVERS.getProperty("imap.mail-root"), user, "Maildir");
    }

    private static Properties read() {
        var file =
                Path.of(System.getProperty("nightmail.root"), ".nightmail/test/servers.properties");
        try (var lines = Files.newBufferedReader(file)) {
            var servers = new Properties();
            servers.load(lines);
            return servers;
        } catch (IOException missing) {
            throw new UncheckedIOException("start the servers first", missing);
        }
    }
}
