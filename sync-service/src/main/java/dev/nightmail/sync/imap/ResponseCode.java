package dev.nightmail.sync.imap;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.util.Locale;
import java.util.Optional;

/** The codes of a refusal that tell what to do (RFC 5530, section 3; RFC 9051, section 7.1). */
public enum ResponseCode {
    AUTHENTICATIONFAILED(Kind.AUTHENTICATION),
    AUTHORIZATIONFAILED(Kind.AUTHENTICATION),
    EXPIRED(Kind.AUTHENTICATION),
    PRIVACYREQUIRED(Kind.PERMANENT),
    CONTACTADMIN(Kind.PERMANENT),
    NOPERM(Kind.PERMANENT),
    NONEXISTENT(Kind.PERMANENT),
    TRYCREATE(Kind.PERMANENT),
    CANNOT(Kind.PERMANENT),
    CLIENTBUG(Kind.PROTOCOL),
    PARSE(Kind.PROTOCOL),
    LIMIT(Kind.THROTTLED),
    THROTTLED(Kind.THROTTLED),
    OVERQUOTA(Kind.THROTTLED),
    INUSE(Kind.TEMPORARY),
    UNAVAILABLE(Kind.TEMPORARY),
    SERVERBUG(Kind.TEMPORARY),
    CORRUPTION(Kind.TEMPORARY),
    EXPUNGEISSUED(Kind.TEMPORARY),
    /** A conditional STORE has met another's change (RFC 7162, section 3.1.3). */
    MODIFIED(Kind.TEMPORARY);

    private final Kind kind;

    ResponseCode(Kind kind) {
        this.kind = kind;
    }

    /**
     * What to do about it.
     *
     * @param uncoded what a refusal of the same command means without a code; that to log in takes
     *     the owner, too, when it names the administrator or a right that lacks
     */
    Kind kind(Kind uncoded) {
        return switch (this) {
            case CONTACTADMIN, NOPERM ->
                    uncoded == Kind.AUTHENTICATION ? Kind.AUTHENTICATION : kind;
            case AUTHENTICATIONFAILED,
                    AUTHORIZATIONFAILED,
                    EXPIRED,
                    PRIVACYREQUIRED,
                    NONEXISTENT,
                    TRYCREATE,
                    CANNOT,
                    CLIENTBUG,
                    PARSE,
                    LIMIT,
                    THROTTLED,
                    OVERQUOTA,
                    INUSE,
                    UNAVAILABLE,
                    SERVERBUG,
                    CORRUPTION,
                    EXPUNGEISSUED,
                    MODIFIED ->
                    kind;
        };
    }

    static Optional<ResponseCode> of(String atom) {
        var name = atom.toUpperCase(Locale.ROOT);
        for (var code : values()) {
            if (code.name().equals(name)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
