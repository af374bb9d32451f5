package dev.nightmail.sync.finding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a list that goes by time stands: after this one. It holds the place itself and not the name
 * of what was there, so that it stays right when that goes.
 */
public record Position(Instant time, UUID id) {

    private static final String SEPARATOR = "/";

    /**
     * Of what {@link #text} made.
     *
     * @throws dev.nightmail.common.problem.Problem when it is anything else
     */
    public static Position parse(String parameter, String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(SEPARATOR, -1);
            var time = Asked.inRange(parameter, Instant.parse(parts[0]));
            return new Position(time, UUID.fromString(parts[parts.length - 1]));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Asked.wrong(parameter, "is the next of the page before");
        }
    }

    /** As callers hand it back. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((time + SEPARATOR + id).getBytes(UTF_8));
    }
}
