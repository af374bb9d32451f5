package dev.nightmail.common.storage;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of an object, while they are written. */
@FunctionalInterface
public interface Content {

    /** Writes all of them, once; what it throws leaves no object. */
    void writeTo(OutputStream out) throws IOException;
}
