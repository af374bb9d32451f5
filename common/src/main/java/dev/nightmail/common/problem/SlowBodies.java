package dev.nightmail.common.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Cuts a caller off whose body does not end. One byte now and then keeps every time-out for silence
 * from passing, and would hold the connection and a virtual thread for as long as it likes.
 */
@Singleton
class SlowBodies {

    /** Before anything that reads. */
    private static final int FIRST = 1001;

    private final long longestMillis;

    SlowBodies(HttpConfig config) {
        this.longestMillis = config.bodyTimeout().toMillis();
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, FIRST);
    }

    /** The answer may be out before the body is in. */
    private void watch(RoutingContext call) {
        var request = call.request();
        if (!request.isEnded() && mayHaveBody(request)) {
            long timer = call.vertx().setTimer(longestMillis, late -> cut(request));
            call.addEndHandler(answered -> {
                if (request.isEnded()) {
                    call.vertx().cancelTimer(timer);
                }
            });
        }
        call.next();
    }

    private static void cut(HttpServerRequest request) {
        if (!request.isEnded() && hasBody(request)) {
            request.connection().close();
        }
    }

    /** HTTP/2 knows bodies that nothing announces. */
    private static boolean mayHaveBody(HttpServerRequest request) {
        return isAnnounced(request) || request.version() == HttpVersion.HTTP_2;
    }

    /** One without a body does not end either while nobody reads it, as in a stream of events. */
    private static boolean hasBody(HttpServerRequest request) {
        return isAnnounced(request) || request.bytesRead() > 0;
    }

    private static boolean isAnnounced(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return (length != null && !length.equals("0"))
                || request.headers().contains("Transfer-Encoding");
    }
}
