package dev.nightmail.common.problem;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Counts a body while it is read, where the caller did not say how long it is. */
class EndlessBodies {

    private static final Set<String> WITH_BODY =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final long most;

    EndlessBodies(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        this.most = most.asLongValue();
    }

    /** After the caller is known. */
    @ServerRequestFilter(priority = Priorities.ENTITY_CODER)
    public void count(ContainerRequestContext request) {
        if (WITH_BODY.contains(request.getMethod())
                && request.getHeaderString(HttpHeaders.CONTENT_LENGTH) == null) {
            request.setEntityStream(new Counted(request.getEntityStream(), most));
        }
    }

    /** Ends in a problem where it is too long. */
    private static final class Counted extends FilterInputStream {

        private final long most;
        private long read;

        Counted(InputStream body, long most) {
            super(body);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            add(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            add(count);
            return count;
        }

        /** The rest of one that is too long is not waited for. */
        @Override
        public void close() throws IOException {
            if (read <= most) {
                super.close();
            }
        }

        private void add(int count) {
            read += Math.max(0, count);
            if (read > most) {
                throw tooLong(most);
            }
        }
    }

    static Problem tooLong(long most) {
        return new Problem(
                Status.REQUEST_ENTITY_TOO_LARGE,
                "request-entity-too-large",
                LongBodies.detail(most));
    }
}
