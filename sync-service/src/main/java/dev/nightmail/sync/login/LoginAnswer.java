package dev.nightmail.sync.login;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What came of a log-in that was tried. */
public enum LoginAnswer {
    /** The server has let us in. */
    OK,
    /**
     * TLS never stood: the name is unknown or refused, nobody answers there, or not over TLS, or
     * with a certificate that is not trusted.
     */
    UNREACHABLE,
    /** The server knows whom it means, and does not let in: the secret or the user is wrong. */
    LOGIN_REFUSED,
    /** The server asks for patience. */
    THROTTLED,
    /** The server is unwell, too slow, or not understood. */
    UNAVAILABLE;

    /** As in the API. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
