package dev.nightmail.common.storage;

import java.io.IOException;
import java.util.Optional;

/** The store does not answer, refuses, or is full: what was asked of it may work later. */
public final class StoreAwayException extends IOException {

    private static final long serialVersionUID = 1L;

    public StoreAwayException(String what, Throwable cause) {
        super(what, cause);
    }

    static StoreAwayException causedBy(IOException cause) {
        return cause instanceof StoreAwayException away
                ? away
                : new StoreAwayException("the store of objects fails", cause);
    }

    /** The one behind an error, if the store is to blame for it. */
    public static Optional<StoreAwayException> behind(Throwable error) {
        if (error instanceof StoreAwayException away) {
            return Optional.of(away);
        }
        return Optional.ofNullable(error.getCause()).flatMap(StoreAwayException::behind);
    }
}
