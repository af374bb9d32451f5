package dev.nightmail.common.storage;

import dev.nightmail.common.id.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts and digests the bytes of one object. */
final class Measure {

    private final MessageDigest digest = Sha256.begin();
    private long size;

    /** What goes through to the other stream, which this one does not close, is measured. */
    OutputStream over(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                add(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    void add(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
        size += length;
    }

    /** What went through was all of it. */
    StoredObject of(String reference) {
        return new StoredObject(reference, size, sha256());
    }

    /** Whether all that went through is what was stored; one without a digest is only measured. */
    boolean isOf(StoredObject object) {
        return size == object.size()
                && (object.sha256().isEmpty() || object.sha256().equals(sha256()));
    }

    private String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
