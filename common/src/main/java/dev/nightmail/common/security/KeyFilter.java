package dev.nightmail.common.security;

import dev.nightmail.common.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets nobody past without a valid key in {@code Authorization: Bearer …} (RFC 6750, section 2.1).
 * What comes with a signature instead is looked at by what is called.
 */
@Provider
class KeyFilter implements ContainerRequestFilter {

    /** In place of a key, on {@link #MAY_BE_SIGNED} only. */
    private static final String SIGNATURE = "X-Internal-Signature";

    private static final Pattern MAY_BE_SIGNED =
            Pattern.compile("/?system/(cron-run|jobs/[^/]+/run)");

    private static final String SCHEME = "Bearer ";

    private final ApiKeyRepository keys;
    private final Caller caller;

    KeyFilter(ApiKeyRepository keys, Caller caller) {
        this.keys = keys;
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (isSigned(request)) {
            return;
        }
        var key =
                Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                        .filter(header -> header.startsWith(SCHEME))
                        .map(header -> header.substring(SCHEME.length()).strip())
                        .flatMap(keys::findValid)
                        .orElseThrow(() -> Problem.unauthorized());
        caller.is(key);
    }

    private static boolean isSigned(ContainerRequestContext request) {
        return request.getHeaderString(SIGNATURE) != null
                && MAY_BE_SIGNED.matcher(request.getUriInfo().getPath()).matches();
    }
}
