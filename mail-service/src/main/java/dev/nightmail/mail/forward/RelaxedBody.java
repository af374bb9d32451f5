package dev.nightmail.mail.forward;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of a body under relaxed canonicalization (RFC 6376, section 3.4.4). Lines end in
 * CRLF; CR and LF alone are octets like others. An empty body, and one of empty lines, is hashed as
 * nothing at all.
 */
final class RelaxedBody {

    private static final int BUFFER = 16 * 1024;

    private final MessageDigest digest;
    private final byte[] out = new byte[BUFFER];
    private int filled;
    private long lineEnds;
    private boolean isSpacePending;
    private boolean isReturnPending;
    private boolean isAnythingWritten;

    private RelaxedBody() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("There is no SHA-256", e);
        }
    }

    static byte[] hash(InputStream body) throws IOException {
        var hash = new RelaxedBody();
        var buffer = new byte[BUFFER];
        for (int count = body.read(buffer); count > 0; count = body.read(buffer)) {
            for (int i = 0; i < count; i++) {
                hash.take(buffer[i]);
            }
        }
        return hash.end();
    }

    private void take(byte octet) {
        if (isReturnPending) {
            isReturnPending = false;
            if (octet == '\n') {
                lineEnds++;
                isSpacePending = false;
                return;
            }
            write((byte) '\r');
        }
        switch (octet) {
            case '\r' -> isReturnPending = true;
            case ' ', '\t' -> isSpacePending = true;
            default -> write(octet);
        }
    }

    private void write(byte octet) {
        for (; lineEnds > 0; lineEnds--) {
            put((byte) '\r');
            put((byte) '\n');
        }
        if (isSpacePending) {
            put((byte) ' ');
            isSpacePending = false;
        }
        put(octet);
        isAnythingWritten = true;
    }

    private void put(byte octet) {
        if (filled == out.length) {
            digest.update(out);
            filled = 0;
        }
        out[filled++] = octet;
    }

    private byte[] end() {
        if (isReturnPending) {
            write((byte) '\r');
        }
        if (isAnythingWritten) {
            put((byte) '\r');
            put((byte) '\n');
        }
        digest.update(out, 0, filled);
        return digest.digest();
    }
}
