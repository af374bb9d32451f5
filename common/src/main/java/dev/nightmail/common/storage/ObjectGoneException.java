package dev.nightmail.common.storage;

import java.io.IOException;

/**
 * The object is not there, is damaged, or the key of its owner was destroyed: it will not come
 * back.
 */
public final class ObjectGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    public ObjectGoneException(String what) {
        super(what);
    }
}
