package dev.nightmail.common.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The plain text of an object. What does not decrypt, or is not what its row says at the end, is
 * damaged, and so is as good as gone; unless it is the store that does not answer any more.
 */
final class PlainInput extends FilterInputStream {

    private final Source source;
    private final Optional<StoredObject> expected;
    private final Measure measure = new Measure();
    private boolean isProven;

    PlainInput(InputStream decrypted, Source source, Optional<StoredObject> expected) {
        super(decrypted);
        this.source = source;
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = decrypt(bytes, offset, length);
        if (read > 0) {
            measure.add(bytes, offset, read);
        } else if (read < 0) {
            prove();
        }
        return read;
    }

    @Override
    public long skip(long most) throws IOException {
        return readNBytes((int) Math.min(most, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private int decrypt(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw source.failure().<IOException>map(away -> away).orElseGet(PlainInput::damaged);
        }
    }

    /** At the end, which may be read again and again. */
    private void prove() throws ObjectGoneException {
        if (!isProven && expected.isPresent() && !measure.isOf(expected.get())) {
            throw damaged();
        }
        isProven = true;
    }

    private static ObjectGoneException damaged() {
        return new ObjectGoneException("the object is damaged");
    }

    /** The bytes as the store gives them; remembers that it has failed to. */
    static final class Source extends FilterInputStream {

        private Optional<StoreAwayException> failure = Optional.empty();

        Source(InputStream in) {
            super(in);
        }

        Optional<StoreAwayException> failure() {
            return failure;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                var away = StoreAwayException.causedBy(e);
                failure = Optional.of(away);
                throw away;
            }
        }
    }
}
