package dev.nightmail.common.security;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.sql.SqlException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets nobody past without a valid key or token in {@code Authorization: Bearer …} (RFC 6750,
 * section 2.1) that has the scope of what is called, and calls not too often. What says neither its
 * {@link Scope} nor that it is {@link Open} is closed.
 */
class KeyFilter {

    private static final String SCHEME = "Bearer ";

    private final Identities identities;
    private final KeyRates rates;
    private final Caller caller;

    KeyFilter(Identities identities, KeyRates rates, Caller caller) {
        this.identities = identities;
        this.rates = rates;
        this.caller = caller;
    }

    /** A native image keeps the methods because they are asked for here, and nowhere deeper. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void filter(ContainerRequestContext request, ResourceInfo called) {
        var presented = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        letIn(presented, called.getResourceMethod());
    }

    void letIn(Optional<String> presented, Method method) {
        if (!method.isAnnotationPresent(Open.class)) {
            var identity = identify(presented);
            check(identity.scopes(), method);
            caller.is(identity);
        } else if (presented.isPresent()) {
            tryToKnow(presented);
        }
    }

    /** What is open may have something to say while the database is away. */
    private void tryToKnow(Optional<String> presented) {
        try {
            caller.is(identify(presented));
        } catch (SqlException e) {
            if (!e.isOutage()) {
                throw e;
            }
            caller.cannotBeKnown(e);
        }
    }

    private Identity identify(Optional<String> presented) {
        var identity =
                presented
                        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                        .map(header -> header.substring(SCHEME.length()).strip())
                        .flatMap(identities::find)
                        .orElseThrow(() -> Problem.unauthorized());
        rates.spend(identity.actor());
        return identity;
    }

    private static void check(Scopes scopes, Method method) {
        var scope = findScope(method).orElseThrow(() -> Problem.closed());
        if (!scopes.allow(scope)) {
            throw Problem.scopeMissing(scope);
        }
    }

    private static Optional<String> findScope(Method method) {
        return Optional.ofNullable(method.getAnnotation(Scope.class))
                .or(() ->
                        Optional.ofNullable(method.getDeclaringClass().getAnnotation(Scope.class)))
                .map(Scope::value);
    }
}
