package dev.nightmail.common.problem;

import jakarta.ws.rs.core.Response.Status;

/**
 * A request that cannot be answered as wished (RFC 9457).
 *
 * <p>The code ends the stable type {@code urn:nightmail:problem:<code>}; the detail is for people
 * and holds nothing secret.
 */
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Status status;
    private final String code;

    public Problem(Status status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

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

    public static Problem invalid(String detail) {
        return new Problem(Status.BAD_REQUEST, "invalid", detail);
    }

    Status status() {
        return status;
    }

    String code() {
        return code;
    }
}
