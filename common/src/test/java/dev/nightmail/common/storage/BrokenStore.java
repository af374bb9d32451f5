package dev.nightmail.common.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/** A disk that fails at the first byte. */
final class BrokenStore implements ObjectStore {

    @Override
    public void put(String key, Content content) throws IOException {
        content.writeTo(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                });
    }

    @Override
    public InputStream open(String key) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Input/output error");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
    }

    @Override
    public void delete(String key) throws IOException {
        throw new IOException("Read-only file system");
    }

    @Override
    public List<String> list(String after, int atMost) {
        return List.of();
    }

    @Override
    public void discardUnfinished(Instant before) {}
}
