package dev.nightmail.common.problem;

import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;

/** Keeps one edit from undoing another (RFC 9110, sections 8.8.3 and 13.1.1). */
public final class Etag {

    private Etag() {}

    /** As in the header ETag; the version counts the edits. */
    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /**
     * Lets only an edit of this version through, or one of any ({@code *}).
     *
     * @param seen as in the header If-Match
     * @throws Problem 428 when it is not there, 412 when it names another version
     */
    public static void require(Optional<String> seen, int version) {
        var wanted = seen.orElseThrow(Etag::notNamed);
        if (!wanted.equals("*") && !wanted.equals(of(version))) {
            throw changedMeanwhile();
        }
    }

    /** It was edited by somebody else since. */
    public static Problem changedMeanwhile() {
        return new Problem(
                Status.PRECONDITION_FAILED,
                "changed-meanwhile",
                "It has been changed; look again.");
    }

    private static Problem notNamed() {
        return new Problem(
                Status.PRECONDITION_REQUIRED,
                "if-match-required",
                "Send the ETag of what you have seen as If-Match, or * to change it in any case.");
    }
}
