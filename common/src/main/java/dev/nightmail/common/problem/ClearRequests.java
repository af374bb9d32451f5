package dev.nightmail.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Refuses what two servers could read in two ways (RFC 9112, sections 3.2 and 6.1). Where a proxy
 * in front sees the end of a request elsewhere than we do, one caller writes the beginning of
 * another's. A body in chunks may come with a length, which is dropped before we see it: such a
 * request is the last of its connection.
 */
@Singleton
class ClearRequests {

    /** Before all others. */
    private static final int FIRST = 1002;

    private static final String CHUNKED = "chunked";
    private static final String TRANSFER_ENCODING = "Transfer-Encoding";
    private static final String CONNECTION = "Connection";

    /** Of which nothing more is taken. */
    private final Set<HttpConnection> over =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final BareAnswer host;
    private final BareAnswer encoding;

    ClearRequests(ObjectMapper json) throws JsonProcessingException {
        host = refusal("A request has one Host, which names a host.", json);
        encoding = refusal("A Transfer-Encoding is chunked, and nothing else.", json);
    }

    private static BareAnswer refusal(String detail, ObjectMapper json)
            throws JsonProcessingException {
        return BareAnswer.of(Status.BAD_REQUEST, "invalid", detail, json);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext call) {
        var request = call.request();
        if (request.version() == HttpVersion.HTTP_2) {
            call.next();
            return;
        }
        if (over.contains(request.connection())) {
            request.connection().close();
            return;
        }
        var refusal = refusal(request);
        if (refusal.isPresent() || request.headers().contains(TRANSFER_ENCODING)) {
            endConnectionAfter(call);
        }
        refusal.ifPresentOrElse(answer -> answer.end(call), call::next);
    }

    private void endConnectionAfter(RoutingContext call) {
        var connection = call.request().connection();
        over.add(connection);
        call.response().putHeader(CONNECTION, "close");
        call.addEndHandler(answered -> connection.close());
    }

    private Optional<BareAnswer> refusal(HttpServerRequest request) {
        var encodings = request.headers().getAll(TRANSFER_ENCODING);
        if (encodings.size() > 1 || !encodings.stream().allMatch(CHUNKED::equalsIgnoreCase)) {
            return Optional.of(encoding);
        }
        return hasOneHost(request) ? Optional.empty() : Optional.of(host);
    }

    private static boolean hasOneHost(HttpServerRequest request) {
        int hosts = request.headers().getAll(HttpHeaders.HOST).size();
        return request.version() == HttpVersion.HTTP_1_1
                ? hosts == 1 && Optional.ofNullable(request.authority()).isPresent()
                : hosts <= 1;
    }
}
