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

    /** Jakarta has no name for it before its version 4. */
    private static final int UNPROCESSABLE = 422;

    private final int status;
    private final String title;
    private final String code;

    public Problem(Status status, String code, String detail) {
        this(status.getStatusCode(), status.getReasonPhrase(), code, detail);
    }

    private Problem(int status, String title, String code, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
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

    /** A request that is well formed, and contradicts what is known. */
    public static Problem unprocessable(String code, String detail) {
        return new Problem(UNPROCESSABLE, "Unprocessable Content", code, detail);
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
}
