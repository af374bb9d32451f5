package dev.nightmail.sync.mime;

import dev.nightmail.sync.message.PartHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Walks the parts of a message (RFC 2045, RFC 2046) while it arrives, in bounded memory, and
 * however broken it is. A message within the message is one part.
 */
public final class MimeReader {

    static final int MOST_LEVELS = 50;
    static final int MOST_PARTS = 1000;
    static final int MOST_HEADER_BYTES = 4 << 20;

    private static final MimeConfig CONFIG =
            MimeConfig.copy(MimeConfig.PERMISSIVE)
                    .setMaxLineLen(-1)
                    .setMaxHeaderLen(1 << 20)
                    .setMaxHeaderCount(10_000)
                    .setMaxContentLen(-1)
                    .build();

    private final MimeTokenStream tokens = new MimeTokenStream(CONFIG);
    private final Deque<Level> levels = new ArrayDeque<>();
    private final Visitor visitor;
    private Map<String, RawBody> fields = new HashMap<>();
    private int parts;
    private long headerBytes;

    /** Sees one part after the other, in their order. */
    @FunctionalInterface
    public interface Visitor {

        /** Reads as much as it likes of the part, whose transfer encoding is undone. */
        void visit(Leaf leaf, InputStream content) throws IOException;
    }

    /** A multipart that is open. */
    private static final class Level {
        private final String prefix;
        private final Optional<String> alternative;
        private int parts;

        Level(String prefix, Optional<String> alternative) {
            this.prefix = prefix;
            this.alternative = alternative;
        }
    }

    private MimeReader(Visitor visitor) {
        this.visitor = visitor;
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    }

    /**
     * Reads a message, or a part with its header.
     *
     * @throws UnreadableException when it is more tangled than any honest message
     * @throws IOException of the stream
     */
    public static void read(InputStream message, Visitor visitor) throws IOException {
        try {
            new MimeReader(visitor).readAll(message);
        } catch (MimeException e) {
            throw new UnreadableException("unreadable");
        }
    }

    private void readAll(InputStream message) throws IOException, MimeException {
        tokens.parse(message);
        for (var state = tokens.getState();
                state != EntityState.T_END_OF_STREAM;
                state = tokens.next()) {
            switch (state) {
                case T_START_HEADER -> fields = new HashMap<>();
                case T_FIELD -> keep(tokens.getField());
                case T_START_MULTIPART -> open();
                case T_END_MULTIPART -> levels.pop();
                case T_START_BODYPART -> levels.getFirst().parts++;
                case T_BODY -> leaf();
                default -> {}
            }
        }
    }

    private void keep(Field field) {
        var raw = field.getRaw();
        headerBytes += raw == null ? 0 : raw.length();
        if (headerBytes > MOST_HEADER_BYTES) {
            throw new UnreadableException("too-complex");
        }
        var name = field.getName().toLowerCase(Locale.ROOT);
        boolean matters =
                name.equals("content-type")
                        || name.equals("content-disposition")
                        || name.equals("content-id");
        if (matters && field instanceof RawField rawField) {
            fields.putIfAbsent(name, RawFieldParser.DEFAULT.parseRawBody(rawField));
        }
    }

    private void open() {
        if (levels.size() == MOST_LEVELS) {
            throw new UnreadableException("too-complex");
        }
        var prefix = levels.isEmpty() ? "" : number() + ".";
        var alternative =
                type().equals("multipart/alternative")
                        ? Optional.of("alternative " + prefix)
                        : Optional.ofNullable(levels.peek()).flatMap(level -> level.alternative);
        levels.push(new Level(prefix, alternative));
    }

    private void leaf() throws IOException {
        if (++parts > MOST_PARTS) {
            throw new UnreadableException("too-complex");
        }
        var number = number();
        var group = Optional.ofNullable(levels.peek()).flatMap(level -> level.alternative);
        visitor.visit(
                new Leaf(number, group.orElse(number), header()), tokens.getDecodedInputStream());
    }

    private String number() {
        var level = levels.peek();
        return level == null ? "1" : level.prefix + level.parts;
    }

    /** One without a boundary has no parts and is read as text. */
    private PartHeader header() {
        var type = type();
        return new PartHeader(
                type.startsWith("multipart/") || !type.contains("/") ? "text/plain" : type,
                parameters("content-type"),
                value("content-id"),
                value("content-disposition").filter(text -> !text.isBlank()),
                parameters("content-disposition"));
    }

    private String type() {
        return value("content-type").orElse("text/plain").strip().toLowerCase(Locale.ROOT);
    }

    private Optional<String> value(String field) {
        return Optional.ofNullable(fields.get(field))
                .flatMap(body -> Optional.ofNullable(body.getValue()));
    }

    private Map<String, String> parameters(String field) {
        var parameters = new HashMap<String, String>();
        List<NameValuePair> pairs =
                Optional.ofNullable(fields.get(field))
                        .map(RawBody::getParams)
                        .orElseGet(ArrayList::new);
        for (var pair : pairs) {
            if (pair.getName() != null && pair.getValue() != null) {
                parameters.putIfAbsent(pair.getName().toLowerCase(Locale.ROOT), pair.getValue());
            }
        }
        return parameters;
    }
}
