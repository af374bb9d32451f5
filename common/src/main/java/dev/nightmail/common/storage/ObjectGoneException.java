package dev.nightmail.common.storage;

import java.io.IOException;

/** The object is not there, or the key of its owner was destroyed: it will not come back. */
public final class ObjectGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    ObjectGoneException(String what) {
        super(what);
    }
}
