package dev.nightmail.sync.imap;

import dev.nightmail.sync.message.AttachmentMeta;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the FETCH responses of a page of messages. */
final class MessageAnswers implements ImapSession.Untagged {

    private final UidSet wanted;
    private final Map<Long, FetchedMessage> messages = new LinkedHashMap<>();
    private long bytes;
    private boolean unreadable;
    private boolean strict;

    MessageAnswers(UidSet wanted) {
        this.wanted = wanted;
    }

    /** From now on an unreadable response is an error, because there is no easier question. */
    void beStrict() {
        strict = true;
    }

    /** Whether a response of the page could not be read far enough. */
    boolean hasUnreadable() {
        return unreadable;
    }

    UidSet missing() {
        return wanted.minus(UidSet.of(messages.keySet()));
    }

    List<FetchedMessage> messages() {
        return List.copyOf(messages.values());
    }

    @Override
    public void accept(String name, long number, ImapScanner rest) throws ImapException {
        if (!name.equals("FETCH")) {
            return;
        }
        var items = FetchItems.read(rest);
        long uid = items.number("UID").orElse(0);
        var header = items.find("BODY[HEADER]").flatMap(MessageAnswers::bytes);
        if (wanted.contains(uid) && header.isPresent()) {
            reserve(header.get().length);
            messages.put(uid, message(uid, header.get(), items));
        } else if (items.isBroken() && strict) {
            throw ImapScanner.unreadable();
        } else {
            // Without the header it is another client's change of flags, told in between.
            unreadable |= items.isBroken();
        }
    }

    private void reserve(int length) throws ImapException {
        bytes += length;
        if (bytes > SelectedMailbox.PAGE_LIMIT) {
            messages.clear();
            throw new ImapException(ImapException.Kind.PROTOCOL, "page beyond the limit");
        }
    }

    private static FetchedMessage message(long uid, byte[] header, FetchItems items) {
        Optional<List<AttachmentMeta>> attachments =
                items.find("BODYSTRUCTURE").flatMap(BodyStructure::attachments);
        return new FetchedMessage(
                uid,
                items.flags(),
                items.modSeq(),
                items.find("INTERNALDATE").flatMap(ImapValue::string).flatMap(InternalDate::parse),
                items.number("RFC822.SIZE").orElse(0),
                header,
                attachments.orElseGet(List::of),
                items.gmail(),
                attachments.isPresent());
    }

    private static Optional<byte[]> bytes(ImapValue value) {
        return switch (value) {
            case ImapValue.Literal(var bytes) -> Optional.of(bytes);
            case ImapValue.Text(var text) ->
                    Optional.of(text.getBytes(StandardCharsets.ISO_8859_1));
            case ImapValue.Nil() -> Optional.of(new byte[0]);
            case ImapValue.Atom(_) -> Optional.empty();
            case ImapValue.Items(_) -> Optional.empty();
        };
    }
}
