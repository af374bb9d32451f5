package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Takes the one section that was asked for, as a literal or as a quoted string. Which message it
 * belongs to, a server may tell behind it.
 */
final class SectionAnswers implements ImapSession.Untagged {

    private final long uid;
    private final String item;
    private final SectionReader reader;
    private boolean streamed;
    private boolean complete;

    SectionAnswers(long uid, String section, SectionReader reader) {
        this.uid = uid;
        this.item = "BODY[" + section.toUpperCase(Locale.ROOT) + "]";
        this.reader = reader;
    }

    /** Whether the section came, and is that of the message. */
    boolean isComplete() {
        return complete;
    }

    ImapWire.Literals literals() {
        return new ImapWire.Literals() {
            @Override
            public boolean wants(String before) {
                return before.toUpperCase(Locale.ROOT).endsWith(item + " ");
            }

            @Override
            public void read(InputStream literal, long length) throws IOException {
                if (streamed) {
                    throw new ImapException(ImapException.Kind.TEMPORARY, "a section twice");
                }
                streamed = true;
                reader.read(literal, length);
            }
        };
    }

    @Override
    public void accept(String name, long number, ImapScanner rest) throws ImapException {
        if (!name.equals("FETCH")) {
            return;
        }
        var items = FetchItems.read(rest);
        var value = items.find(item).flatMap(ImapValue::string);
        if (items.isBroken() || (value.isPresent() && items.number("UID").orElse(0) != uid)) {
            throw ImapScanner.unreadable();
        }
        if (value.isPresent()) {
            complete = true;
            readQuoted(value.get());
        }
    }

    /** A short section may stand in quotes instead. */
    private void readQuoted(String bytes) throws ImapException {
        if (streamed) {
            return;
        }
        streamed = true;
        try {
            reader.read(new ByteArrayInputStream(bytes.getBytes(ISO_8859_1)), bytes.length());
        } catch (IOException e) {
            throw ImapException.causedBy(e, ImapException.Kind.TEMPORARY, "section");
        }
    }
}
