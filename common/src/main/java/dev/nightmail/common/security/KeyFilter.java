package dev.nightmail.common.security;

import dev.nightmail.common.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Lets nobody past without a valid key in {@code Authorization: Bearer …} (RFC 6750, section 2.1).
 */
@Provider
class KeyFilter implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final ApiKeyRepository keys;
    private final Caller caller;

    KeyFilter(ApiKeyRepository keys, Caller caller) {
        this.keys = keys;
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var key =
                Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                        .filter(header -> header.startsWith(SCHEME))
                        .map(header -> header.substring(SCHEME.length()).strip())
                        .flatMap(keys::findValid)
                        .orElseThrow(() -> Problem.unauthorized());
        caller.is(key);
    }
}
