package dev.nightmail.sync.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nightmail.common.net.TestHosts;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.local.sample.SampleMailboxes;
import dev.nightmail.sync.TestServers;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapEndpoint;
import dev.nightmail.sync.imap.ImapPassword;
import dev.nightmail.sync.imap.ImapSettings;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.TlsMode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** One message in a fresh user's inbox on the real server, and the rows that a sync makes of it. */
public final class MailAtServer {

    static final ImapClient CLIENT =
            new ImapClient(
                    new ImapSettings(
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(20),
                            Optional.of(TestServers.certificateAuthority())),
                    TestHosts.ANY);

    final UUID tenant;
    public final UUID account = UUID.randomUUID();
    public final UUID mailbox = UUID.randomUUID();
    public final UUID id = UUID.randomUUID();
    private final String user = "body-" + account;
    private final Sql sql;

    /** The tenant must exist. */
    public MailAtServer(Sql sql, Secrets secrets, UUID tenant, String mail) throws IOException {
        this.sql = sql;
        this.tenant = tenant;
        SampleMailboxes.deliver(TestServers.maildir(user), mail.getBytes(ISO_8859_1), "S");
        long uidValidity = uidValidity();
        var secret = secrets.encrypt(TestServers.imapPassword(), tenant, account);
        sql.transact(
                Access.request(tenant),
                () ->
                        sql.update(
                                """
                                INSERT INTO sync.account (id, tenant_id, address, name, imap_host, imap_port, imap_tls,
                                                          smtp_host, smtp_port, smtp_tls, username, secret, active, state,
                                                          sync_interval_minutes, next_due_at, created_at)
                                VALUES (?, ?, ?, '', ?, ?, 'implicit', 'localhost', 465, 'implicit', ?, ?, true, 'ok', 15,
                                        jobs.clock() + interval '1 year', jobs.clock())
                                """,
                                account,
                                tenant,
                                user + "@example.com",
                                TestServers.imapHost(),
                                TestServers.imapPort(),
                                user,
                                secret));
        write(
                "INSERT INTO sync.mailbox (id, tenant_id, account_id, name, wire_name, selected,"
                        + " uid_validity)"
                        + " VALUES ('%s', '%s', '%s', 'INBOX', 'INBOX', true, %d)"
                                .formatted(mailbox, tenant, account, uidValidity));
        write(
                """
                INSERT INTO sync.message (id, tenant_id, account_id, mailbox_id, uid, flags, internal_date, size, subject,
                                          reference_ids, has_attachments, structure_readable, thread_id)
                VALUES ('%1$s', '%2$s', '%3$s', '%4$s', 1, '{}', jobs.clock(), %5$d, '', '{}', false, true, '%1$s')
                """
                        .formatted(id, tenant, account, mailbox, mail.length()));
    }

    /** A sync has just been there, whatever it has found. */
    void sync() {
        write(
                "UPDATE sync.account SET last_synced_at = jobs.clock() + interval '1 minute' WHERE id = '%s'"
                        .formatted(account));
    }

    /** The object of its body. */
    String reference() {
        return sql.transaction(
                        Access.worker(tenant),
                        () ->
                                sql.queryOne(
                                        "SELECT body_ref FROM sync.body WHERE message_id = ?",
                                        row -> row.getString(1),
                                        id))
                .orElseThrow();
    }

    /** As a job of the tenant. */
    public void write(String statement) {
        sql.transact(Access.worker(tenant), () -> sql.update(statement));
    }

    private long uidValidity() throws IOException {
        var endpoint =
                new ImapEndpoint(
                        TestServers.imapHost(),
                        TestServers.imapPort(),
                        TlsMode.IMPLICIT,
                        user,
                        new ImapPassword(TestServers.imapPassword()));
        try (var connection = CLIENT.open(endpoint)) {
            return connection.examine(MailboxName.INBOX).atSelect().uidValidity();
        }
    }
}
