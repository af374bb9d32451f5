package dev.nightmail.sync.message;

/** Reads raw header blocks leniently: any bytes give a {@link MessageHeader}. */
@SuppressWarnings("DoNotCallSuggester")
public final class HeaderParser {

    /**
     * More people than this in one header block are left out; the newest clients stop at 10,000.
     */
    public static final int MAX_PARTICIPANTS = 20_000;

    public static final int MAX_REFERENCES = 200;

    /** Reads the block up to its empty line or the end of the bytes. */
    public MessageHeader parse(byte[] header) {
        throw new UnsupportedOperationException("" + header.length);
    }
}
