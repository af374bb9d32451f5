package dev.nightmail.mail.bounce;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/** The parts of a message that matter to a report, a bounded number of bounded parts. */
final class Parts {

    static final int MOST_LEVELS = 20;
    static final int MOST_PARTS = 50;
    static final int MOST_OF_A_PART = 256 << 10;

    private static final MimeConfig CONFIG =
            MimeConfig.copy(MimeConfig.PERMISSIVE)
                    .setMaxLineLen(-1)
                    .setMaxHeaderLen(1 << 20)
                    .setMaxHeaderCount(10_000)
                    .setMaxContentLen(-1)
                    .build();

    private final MimeTokenStream tokens = new MimeTokenStream(CONFIG);
    private final Deque<String> levels = new ArrayDeque<>();
    private final List<Part> parts = new ArrayList<>();

    private Parts() {
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    }

    /** Those before it becomes more tangled than an honest message is. */
    static List<Part> list(byte[] message) {
        var reader = new Parts();
        try {
            reader.read(message);
        } catch (MimeException e) {
            return reader.parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader.parts;
    }

    private void read(byte[] message) throws IOException, MimeException {
        tokens.parse(new ByteArrayInputStream(message));
        for (var state = tokens.getState();
                state != EntityState.T_END_OF_STREAM
                        && parts.size() < MOST_PARTS
                        && levels.size() < MOST_LEVELS;
                state = tokens.next()) {
            switch (state) {
                case T_START_MULTIPART -> levels.push(type());
                case T_END_MULTIPART -> levels.pop();
                case T_BODY -> keep();
                default -> {}
            }
        }
    }

    private void keep() throws IOException {
        var content = tokens.getDecodedInputStream().readNBytes(MOST_OF_A_PART);
        boolean inReport = "multipart/report".equals(levels.peek());
        var charset = Optional.ofNullable(tokens.getBodyDescriptor().getCharset()).orElse("");
        parts.add(new Part(type(), charset, content, inReport));
    }

    private String type() {
        return Optional.ofNullable(tokens.getBodyDescriptor().getMimeType())
                .orElse("text/plain")
                .toLowerCase(Locale.ROOT);
    }
}
