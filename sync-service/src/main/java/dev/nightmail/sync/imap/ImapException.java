package dev.nightmail.sync.imap;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Why an IMAP command has no result. Its message names the command and the kind only: never a user,
 * a mailbox, a secret or the server's own words.
 */
public final class ImapException extends IOException {

    private static final long serialVersionUID = 1;

    /** What the caller can do about it. */
    public enum Kind {
        /** The server refused the log-in: no retry helps until the owner acts. */
        AUTHENTICATION,
        /** The server asks for fewer connections or commands: back off, do not count it. */
        THROTTLED,
        /** Network, time-out, BYE, a torn dialogue, or a server that is unwell: try again later. */
        TEMPORARY,
        /** The server understood and refused (NO), or TLS trust fails: a retry will not help. */
        PERMANENT,
        /** BAD, or an answer that cannot be read: bisect to the message that causes it. */
        PROTOCOL
    }

    /** Names the server's first line, as the others name their command. */
    static final String GREETING = "greeting";

    private static final String UNREACHABLE = "unreachable";

    private final Kind kind;
    private final Optional<ResponseCode> responseCode;
    private final Optional<Duration> backoff;

    ImapException(Kind kind, String what) {
        this(kind, what, Optional.empty());
    }

    ImapException(Kind kind, String what, Optional<ResponseCode> responseCode) {
        this(kind, what, responseCode, Optional.empty());
    }

    ImapException(
            Kind kind,
            String what,
            Optional<ResponseCode> responseCode,
            Optional<Duration> backoff) {
        super(what + ": " + kind + responseCode.map(code -> " [" + code + "]").orElse(""));
        this.kind = kind;
        this.responseCode = responseCode;
        this.backoff = backoff;
    }

    private ImapException(Kind kind) {
        super(UNREACHABLE);
        this.kind = kind;
        this.responseCode = Optional.empty();
        this.backoff = Optional.empty();
    }

    /** No protected connection came about; the text does not say why. */
    static ImapException unreachable(Exception cause, Kind kind) {
        var exception = new ImapException(kind);
        exception.setStackTrace(cause.getStackTrace());
        return exception;
    }

    /** Keeps the stack trace of the cause, but not its text, which may quote the server. */
    static ImapException causedBy(Exception cause, Kind kind, String what) {
        var exception = new ImapException(kind, what + ", " + cause.getClass().getSimpleName());
        exception.setStackTrace(cause.getStackTrace());
        return exception;
    }

    /**
     * There is no token to log in with.
     *
     * @param isRevoked whether the owner has to consent anew; else it may be there later
     */
    public static ImapException noToken(boolean isRevoked) {
        return new ImapException(isRevoked ? Kind.AUTHENTICATION : Kind.TEMPORARY, "token");
    }

    /** The account was switched off, or removed, in this moment. */
    public static ImapException switchedOff() {
        return new ImapException(Kind.TEMPORARY, "account");
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it failed before TLS stood. */
    public boolean isUnreachable() {
        return UNREACHABLE.equals(getMessage());
    }

    /**
     * Whether it failed before the server knew whose account it is about: it was not reached, or
     * turned everybody away with its greeting.
     */
    public boolean isBeforeLogin() {
        return isUnreachable() || String.valueOf(getMessage()).startsWith(GREETING);
    }

    /** How long the server asks us to stay away, an hour at most; empty when it names no time. */
    public Optional<Duration> backoff() {
        return backoff;
    }

    /** The code that the server gave with NO or BYE (RFC 9051, section 7.1), if we know it. */
    public Optional<ResponseCode> responseCode() {
        return responseCode;
    }
}
