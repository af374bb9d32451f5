package dev.nightmail.common.problem;

import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;

/**
 * A request that cannot be answered as wished (RFC 9457).
 *
 * <p>The code ends the stable type {@code urn:nightmail:problem:<code>}; the detail is for people
 * and holds nothing secret.
 */
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Jakarta has no name for it before its version 4. */
    private static final int UNPROCESSABLE = 422;

    private final int status;
    private final String title;
    private final String code;
    private final long retryAfterSeconds;

    public Problem(Status status, String code, String detail) {
        this(new Kind(status.getStatusCode(), status.getReasonPhrase(), code), detail, 0);
    }

    private Problem(Kind kind, String detail, long retryAfterSeconds) {
        super(detail);
        this.status = kind.status();
        this.title = kind.title();
        this.code = kind.code();
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** What problems of one kind have in common. */
    private record Kind(int status, String title, String code) {}

    /** What does not exist, and what is another tenant's, look the same. */
    public static Problem notFound() {
        return new Problem(
                Status.NOT_FOUND, "not-found", "There is nothing here, or it is not yours.");
    }

    public static Problem unauthorized() {
        return new Problem(
                Status.UNAUTHORIZED,
                "unauthorized",
                "Send a valid key: Authorization: Bearer <key>.");
    }

    /** Of a signed call; the same whatever part of it is wrong. */
    public static Problem unsigned() {
        return new Problem(
                Status.UNAUTHORIZED,
                "unauthorized",
                "Sign each call anew: X-Internal-Signature: v1 t=<time>,n=<nonce>,s=<signature>.");
    }

    public static Problem invalid(String detail) {
        return new Problem(Status.BAD_REQUEST, "invalid", detail);
    }

    /** A request that is well formed, and contradicts what is known. */
    public static Problem unprocessable(String code, String detail) {
        return new Problem(new Kind(UNPROCESSABLE, "Unprocessable Content", code), detail, 0);
    }

    /** A valid key or token that may not do this. */
    public static Problem scopeMissing(String scope) {
        return new Problem(
                Status.FORBIDDEN, "scope-missing", "This needs the scope " + scope + ".");
    }

    /** For those who run the installation. */
    public static Problem operatorsOnly() {
        return new Problem(
                Status.FORBIDDEN, "operators-only", "This takes a key of the tenant operators.");
    }

    /** What says of itself neither whom it needs nor that it needs nobody. */
    public static Problem closed() {
        return new Problem(Status.FORBIDDEN, "closed", "Nobody may call this.");
    }

    /** One request too many; after that time there is room for one. */
    public static Problem tooManyRequests(Duration wait) {
        var status = Status.TOO_MANY_REQUESTS;
        return new Problem(
                new Kind(status.getStatusCode(), status.getReasonPhrase(), "too-many-requests"),
                "You ask more often than this key may.",
                Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String code() {
        return code;
    }

    /** Zero when nothing is known of it. */
    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
