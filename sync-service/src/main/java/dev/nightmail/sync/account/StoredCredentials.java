package dev.nightmail.sync.account;

import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.sync.imap.AccessToken;
import dev.nightmail.sync.imap.Credentials;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ImapPassword;
import dev.nightmail.sync.oauth.AccessTokens;
import dev.nightmail.sync.oauth.TokenException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** What accounts log in with: the secret that is stored, or a token got when it is needed. */
@ApplicationScoped
public class StoredCredentials {

    private final Secrets secrets;
    private final AccessTokens tokens;

    public StoredCredentials(Secrets secrets, AccessTokens tokens) {
        this.secrets = secrets;
        this.tokens = tokens;
    }

    Credentials of(Account account) {
        return account.isVouchedFor()
                ? token(account.tenantId, account.id)
                : new ImapPassword(secrets.decrypt(account.secret, account.tenantId, account.id));
    }

    /** Of a row with id, tenant_id, secret and oauth_provider. */
    Credentials read(ResultSet row) throws SQLException {
        var tenant = Columns.uuid(row, "tenant_id");
        var account = Columns.uuid(row, "id");
        return Columns.findText(row, "oauth_provider").isPresent()
                ? token(tenant, account)
                : new ImapPassword(secrets.decrypt(row.getBytes("secret"), tenant, account));
    }

    private AccessToken token(UUID tenant, UUID account) {
        return new AccessToken(
                new AccessToken.Source() {
                    @Override
                    public String get() throws ImapException {
                        return asked(() -> tokens.get(tenant, account));
                    }

                    @Override
                    public String insteadOf(String refused) throws ImapException {
                        return asked(() -> tokens.insteadOf(refused, tenant, account));
                    }
                });
    }

    /** Asks for a token. */
    @FunctionalInterface
    private interface Question {
        String ask() throws TokenException;
    }

    private static String asked(Question question) throws ImapException {
        try {
            return question.ask();
        } catch (TokenException e) {
            throw ImapException.noToken(e.isRevoked());
        }
    }
}
