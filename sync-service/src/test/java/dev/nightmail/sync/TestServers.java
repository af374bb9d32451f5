package dev.nightmail.sync;

import java.nio.file.Path;

/** Where the mail servers for tests are. */
public final class TestServers {

    private TestServers() {}

    public static String imapHost() {
        return dev.nightmail.common.testkit.TestServers.get("imap.host");
    }

    public static int imapPort() {
        return dev.nightmail.common.testkit.TestServers.port("imap.port");
    }

    public static String imapPassword() {
        return dev.nightmail.common.testkit.TestServers.get("imap.password");
    }

    public static Path certificateAuthority() {
        return Path.of(dev.nightmail.common.testkit.TestServers.get("tls.ca"));
    }

    /** The Maildir of INBOX; its user need not exist before. */
    public static Path maildir(String user) {
        return Path.of(
                dev.nightmail.common.testkit.TestServers.get("imap.mail-root"), user, "Maildir");
    }
}
