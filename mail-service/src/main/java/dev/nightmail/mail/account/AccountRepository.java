package dev.nightmail.mail.account;

import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.mail.smtp.SmtpLogin;
import dev.nightmail.mail.smtp.SmtpServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** What sync-service lets us know of accounts, in the caller's transaction. */
@ApplicationScoped
public class AccountRepository {

    private final Sql sql;
    private final Secrets secrets;

    public AccountRepository(Sql sql, Secrets secrets) {
        this.sql = sql;
        this.secrets = secrets;
    }

    public Optional<Sender> findSender(UUID accountId) {
        return sql.queryOne(
                "SELECT id, address, display_name FROM sync.smtp_account WHERE id = ?",
                row ->
                        new Sender(
                                Columns.uuid(row, "id"),
                                row.getString("address"),
                                Columns.findText(row, "display_name").orElse("")),
                accountId);
    }

    Optional<SendingAccount> find(UUID accountId) {
        return sql.queryOne(
                """
                SELECT a.id, a.tenant_id, host, port, tls, username, vouched,
                       CASE WHEN vouched THEN access_token ELSE secret END AS proof,
                       vouched AND coalesce(token_expires_at <= jobs.clock(), true) AS expired,
                       encode(sha256(convert_to(concat_ws(' ', host, port, tls, username, vouched), 'UTF8')
                                     || CASE WHEN vouched THEN ''::bytea ELSE secret END), 'hex') AS login,
                       p.login AS refused, p.since, p.probe_at
                FROM sync.smtp_account a LEFT JOIN mail.account_pause p ON p.account_id = a.id WHERE a.id = ?
                """,
                row ->
                        new SendingAccount(
                                Columns.uuid(row, "id"),
                                toServer(row),
                                row.getString("login"),
                                toPause(row)),
                accountId);
    }

    private static Optional<AccountPause> toPause(ResultSet row) throws SQLException {
        var refused = Columns.findText(row, "refused");
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new AccountPause(
                                refused.get(),
                                Columns.instant(row, "since"),
                                Columns.instant(row, "probe_at")));
    }

    private SmtpServer toServer(ResultSet row) throws SQLException {
        return new SmtpServer(
                row.getString("host"),
                row.getInt("port"),
                SmtpServer.Tls.of(row.getString("tls")),
                toLogin(row));
    }

    /** A token that has run out is not sent; sync-service gets the next one. */
    private SmtpLogin toLogin(ResultSet row) throws SQLException {
        var username = row.getString("username");
        if (row.getBoolean("expired")) {
            return new SmtpLogin(username, "", SmtpLogin.Proof.NONE);
        }
        var proof =
                secrets.decrypt(
                        row.getBytes("proof"),
                        Columns.uuid(row, "tenant_id"),
                        Columns.uuid(row, "id"));
        return new SmtpLogin(
                username,
                proof,
                row.getBoolean("vouched") ? SmtpLogin.Proof.TOKEN : SmtpLogin.Proof.PASSWORD);
    }
}
