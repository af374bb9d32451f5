package dev.nightmail.sync.account;

import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.oauth.AccessTokens;
import dev.nightmail.sync.oauth.Issuers;
import dev.nightmail.sync.oauth.TestProviders;
import dev.nightmail.sync.oauth.TokenClient;
import dev.nightmail.sync.oauth.TokenRepository;
import java.util.Map;

/** Credentials where no issuer is configured. */
public final class TestCredentials {

    private TestCredentials() {}

    public static StoredCredentials of(Sql sql, Secrets secrets) {
        var tokens =
                new AccessTokens(
                        sql,
                        new TokenRepository(sql, secrets),
                        new Issuers(new TestProviders(Map.of())),
                        new TokenClient(),
                        System::nanoTime);
        return new StoredCredentials(secrets, tokens);
    }
}
