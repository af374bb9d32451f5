package dev.nightmail.sync.consent;

import dev.nightmail.sync.account.AccountForm;
import dev.nightmail.sync.account.AccountForm.Server;
import dev.nightmail.sync.account.NewAccounts;
import dev.nightmail.sync.oauth.Issuer;
import dev.nightmail.sync.oauth.TokenRepository;
import dev.nightmail.sync.oauth.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Stores the account and its tokens, in the caller's transaction. */
@ApplicationScoped
class VouchedAccounts {

    private final NewAccounts accounts;
    private final TokenRepository tokens;

    VouchedAccounts(NewAccounts accounts, TokenRepository tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /** The tenant's account of that address is the issuer's from now on, if there is one. */
    UUID put(Begun begun, Issuer issuer, Tokens fresh) {
        var form = begun.form();
        var servers = issuer.servers();
        var id =
                accounts.putVouched(
                        new AccountForm(
                                form.address(),
                                form.name(),
                                new Server(servers.imapHost(), servers.imapPort(), "implicit"),
                                new Server(
                                        servers.smtpHost(), servers.smtpPort(), servers.smtpTls()),
                                form.address(),
                                "",
                                form.syncIntervalMinutes(),
                                form.depth(),
                                Optional.empty()),
                        issuer.name(),
                        begun.tenant(),
                        begun.actor());
        tokens.put(begun.tenant(), id, issuer.name(), fresh);
        return id;
    }
}
