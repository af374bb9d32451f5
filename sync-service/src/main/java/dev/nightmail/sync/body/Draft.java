package dev.nightmail.sync.body;

import dev.nightmail.common.storage.StoredObject;
import dev.nightmail.sync.message.AttachmentMeta;
import dev.nightmail.sync.message.DeclaredCharset;
import dev.nightmail.sync.mime.Leaf;
import dev.nightmail.sync.mime.MimeReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been read of a message so far: its texts, and its attachments in their order. */
final class Draft implements MimeReader.Visitor {

    private final Keeper keeper;
    private final BodyConfig limits;
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private long textBytes;
    private boolean isCut;

    Draft(Keeper keeper, BodyConfig limits) {
        this.keeper = keeper;
        this.limits = limits;
    }

    /** One thing that the message says, in the forms that it has. */
    record Unit(StringBuilder plain, StringBuilder html) {}

    /**
     * One attachment.
     *
     * @param size in bytes, decoded if it was read
     */
    record Part(AttachmentMeta meta, long size, Optional<StoredObject> object) {

        boolean isInline() {
            return Leaf.isInline(meta);
        }
    }

    List<Unit> units() {
        return List.copyOf(units.values());
    }

    List<Part> parts() {
        return parts;
    }

    /** Whether there is more text than was read. */
    boolean isCut() {
        return isCut;
    }

    @Override
    public void visit(Leaf leaf, InputStream content) throws IOException {
        var attachment = leaf.attachment();
        if (attachment.isEmpty()) {
            read(leaf, content);
        } else {
            attach(attachment.get(), content);
        }
    }

    /** An attachment that is there and was not read. */
    void list(AttachmentMeta attachment) {
        parts.add(new Part(attachment, attachment.size(), Optional.empty()));
    }

    private void read(Leaf leaf, InputStream content) throws IOException {
        var bytes = content.readNBytes((int) (limits.mostTextBytes() - textBytes));
        textBytes += bytes.length;
        isCut |= content.read() >= 0;
        var text = DeclaredCharset.decode(bytes, leaf.charset()).replace("\r\n", "\n");
        var unit =
                units.computeIfAbsent(
                        leaf.group(), _ -> new Unit(new StringBuilder(), new StringBuilder()));
        (leaf.isHtml() ? unit.html() : unit.plain()).append(text);
    }

    private void attach(AttachmentMeta meta, InputStream content) throws IOException {
        var counted = new CountedInputStream(content);
        var kept =
                Leaf.isInline(meta)
                        ? keep(counted, limits.mostInlineBytes())
                        : Optional.<StoredObject>empty();
        counted.transferTo(OutputStream.nullOutputStream());
        parts.add(new Part(meta, counted.count(), kept));
    }

    /** Empty when it is larger; what was read of it is gone. */
    private Optional<StoredObject> keep(InputStream content, long most) throws IOException {
        try {
            return Optional.of(keeper.keep(Keeper.ATTACHMENT, out -> copy(content, out, most)));
        } catch (TooLargeException tooLarge) {
            return Optional.empty();
        }
    }

    /** An object that is not to be. */
    private static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    private static void copy(InputStream from, OutputStream to, long most) throws IOException {
        var buffer = new byte[8192];
        long left = most;
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            left -= read;
            if (left < 0) {
                throw new TooLargeException();
            }
            to.write(buffer, 0, read);
        }
    }

    /** Knows how much was read of it. */
    private static final class CountedInputStream extends FilterInputStream {

        private long count;

        CountedInputStream(InputStream in) {
            super(in);
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
