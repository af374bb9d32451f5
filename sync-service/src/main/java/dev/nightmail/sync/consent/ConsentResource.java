package dev.nightmail.sync.consent;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Open;
import dev.nightmail.common.security.Scope;
import dev.nightmail.sync.oauth.OAuthConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** Lets a caller connect a mailbox by its owner's consent instead of a password. */
@Path("/api/oauth")
@RunOnVirtualThread
class ConsentResource {

    private static final String CONNECTED = "The mailbox is connected. You can close this page.\n";

    private final Consents consents;
    private final OAuthConfig config;
    private final Caller caller;

    ConsentResource(Consents consents, OAuthConfig config, Caller caller) {
        this.consents = consents;
        this.config = config;
        this.caller = caller;
    }

    /** Tells where the owner of the mailbox is to be sent. */
    @POST
    @Path("logins")
    @Scope("accounts:write")
    public ConsentView begin(@NotNull @Valid ConsentForm form) {
        return consents.begin(form, caller);
    }

    /**
     * Where the issuer sends the owner back to, who has no key: the state counts instead, once.
     *
     * @param code absent when the owner did not consent
     */
    @GET
    @Path("callback")
    @Open
    @Produces(MediaType.TEXT_PLAIN)
    public Response end(
            @QueryParam("state") Optional<String> state,
            @QueryParam("code") Optional<String> code) {
        var known = state.orElseThrow(() -> Problem.invalid("state is missing."));
        var account = consents.end(known, code);
        return config.returnUrl()
                .map(url -> Response.seeOther(URI.create(url + "?account=" + account)))
                .orElseGet(() -> Response.ok(CONNECTED))
                .build();
    }
}
