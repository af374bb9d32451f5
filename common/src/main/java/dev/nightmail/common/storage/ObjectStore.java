package dev.nightmail.common.storage;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/**
 * Bytes under keys, which others may be able to read: what comes here is encrypted. Whatever is
 * thrown besides what is named here means that the store is away.
 */
public interface ObjectStore {

    /** Stores all of the content under a new key, durably, or nothing at all. */
    void put(String key, Content content) throws IOException;

    /**
     * @throws ObjectGoneException when there is nothing under the key
     */
    InputStream open(String key) throws IOException;

    /** A repeat does nothing. */
    void delete(String key) throws IOException;

    /**
     * Some keys, in one order that never changes, from behind the given one on; none at the end
     * only.
     */
    List<String> list(String after, int atMost) throws IOException;

    /** Throws away what writers left that died before that time. */
    void discardUnfinished(Instant before) throws IOException;
}
