package dev.nightmail.sync.consent;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.oauth.Issuer;
import dev.nightmail.sync.oauth.Issuers;
import dev.nightmail.sync.oauth.OAuthConfig;
import dev.nightmail.sync.oauth.Query;
import dev.nightmail.sync.oauth.TokenClient;
import dev.nightmail.sync.oauth.TokenException;
import dev.nightmail.sync.oauth.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;

/** Begins log-ins at issuers, and ends them. */
@ApplicationScoped
class Consents {

    private final Sql sql;
    private final ConsentRepository begun;
    private final Registered registered;
    private final TokenClient client;
    private final VouchedAccounts accounts;

    /** What the operator has registered. */
    @ApplicationScoped
    static class Registered {

        private final Issuers issuers;
        private final OAuthConfig config;

        Registered(Issuers issuers, OAuthConfig config) {
            this.issuers = issuers;
            this.config = config;
        }

        /**
         * @throws Problem 422 when the operator has not
         */
        Issuer issuer(String name) {
            return issuers.find(name).orElseThrow(Registered::unknown);
        }

        String callback() {
            return config.callbackUrl().orElseThrow(Registered::unknown);
        }

        private static Problem unknown() {
            return Problem.unprocessable(
                    "unknown-provider", "This installation knows no provider of that name.");
        }
    }

    Consents(
            Sql sql,
            ConsentRepository begun,
            Registered registered,
            TokenClient client,
            VouchedAccounts accounts) {
        this.sql = sql;
        this.begun = begun;
        this.registered = registered;
        this.client = client;
        this.accounts = accounts;
    }

    ConsentView begin(ConsentForm form, Caller caller) {
        var issuer = registered.issuer(form.provider());
        var state = Pkce.newSecret();
        var verifier = Pkce.newSecret();
        var url = url(issuer, form.address(), state, Pkce.challenge(verifier));
        var expires =
                sql.transaction(
                        Access.request(caller.tenant()),
                        () ->
                                begun.insert(
                                        Pkce.hash(state),
                                        new Begun(
                                                caller.tenant(), caller.actor(), form, verifier)));
        return new ConsentView(url, expires);
    }

    /**
     * Ends it for whoever brings the state.
     *
     * @param code the issuer's; empty when the person did not consent
     * @return the account
     * @throws Problem 400 for a state that does not count, 422 when no tokens came of it
     */
    UUID end(String state, Optional<String> code) {
        var hash = Pkce.hash(state);
        var tenant =
                sql.transaction(Access.machinery(), () -> begun.findTenant(hash))
                        .orElseThrow(Consents::over);
        var taken =
                sql.transaction(Access.request(tenant), () -> begun.take(hash))
                        .orElseThrow(Consents::over);
        var issuer = registered.issuer(taken.form().provider());
        var tokens = exchange(issuer, code.orElseThrow(Consents::failed), taken.verifier());
        return sql.transaction(Access.request(tenant), () -> accounts.put(taken, issuer, tokens));
    }

    /** Without a refresh token the account would live for an hour. */
    private Tokens exchange(Issuer issuer, String code, String verifier) {
        try {
            var tokens = client.exchange(issuer, code, verifier, registered.callback());
            if (tokens.refresh().isEmpty()) {
                throw failed();
            }
            return tokens;
        } catch (TokenException _) {
            throw failed();
        }
    }

    private String url(Issuer issuer, String address, String state, String challenge) {
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", issuer.client().id());
        query.put("redirect_uri", registered.callback());
        query.put("scope", issuer.client().scopes());
        query.put("state", state);
        query.put("code_challenge", challenge);
        query.put("code_challenge_method", "S256");
        query.put("login_hint", address);
        query.putAll(issuer.more());
        return issuer.endpoints().authorization() + "?" + Query.of(query);
    }

    private static Problem over() {
        return Problem.invalid("This log-in was not begun, is over, or has been used.");
    }

    private static Problem failed() {
        return Problem.unprocessable(
                "consent-failed", "The provider has given no tokens: begin anew and consent.");
    }
}
