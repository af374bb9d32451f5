package dev.nightmail.common.storage;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Content on its way into a store; tells afterwards which of the two has failed. */
final class Handover implements Content {

    private final Content content;
    private boolean hasContentFailed;

    Handover(Content content) {
        this.content = content;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            content.writeTo(new StoreOutput(out));
        } catch (IOException e) {
            hasContentFailed = StoreAwayException.behind(e).isEmpty();
            throw e;
        }
    }

    /** What the store has thrown, as it is if the content has failed. */
    IOException blame(IOException thrown) {
        return hasContentFailed ? thrown : StoreAwayException.causedBy(thrown);
    }

    /** Whatever fails here, the store does. */
    private static final class StoreOutput extends FilterOutputStream {

        StoreOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw StoreAwayException.causedBy(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                throw StoreAwayException.causedBy(e);
            }
        }
    }
}
