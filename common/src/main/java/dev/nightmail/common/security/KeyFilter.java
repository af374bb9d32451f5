package dev.nightmail.common.security;

import dev.nightmail.common.problem.Problem;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets nobody past without a valid key in {@code Authorization: Bearer …} (RFC 6750, section 2.1),
 * except to what is {@link Open}.
 */
class KeyFilter {

    private static final String SCHEME = "Bearer ";

    private final ApiKeyRepository keys;
    private final Caller caller;

    KeyFilter(ApiKeyRepository keys, Caller caller) {
        this.keys = keys;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void filter(ContainerRequestContext request, ResourceInfo called) {
        var presented = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (presented.isEmpty() && called.getResourceMethod().isAnnotationPresent(Open.class)) {
            return;
        }
        var key =
                presented
                        .filter(header -> header.startsWith(SCHEME))
                        .map(header -> header.substring(SCHEME.length()).strip())
                        .flatMap(keys::findValid)
                        .orElseThrow(() -> Problem.unauthorized());
        caller.is(key);
    }
}
