package dev.nightmail.sync.imap;

import java.io.IOException;
import java.io.InputStream;

/** Takes a section of a message while it arrives, in memory of its own choice. */
@FunctionalInterface
public interface SectionReader {

    /**
     * Reads as much of it as it likes. Nothing is certain yet: the connection may end within, or
     * the server take back what it has begun.
     *
     * @param length as the server announces it
     * @throws IOException of the connection, which ends the reading
     */
    void read(InputStream section, long length) throws IOException;
}
