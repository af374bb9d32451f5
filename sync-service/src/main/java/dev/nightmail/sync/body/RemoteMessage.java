package dev.nightmail.sync.body;

import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.RemotePart;
import dev.nightmail.sync.imap.RemoteStructure;
import dev.nightmail.sync.imap.SelectedMailbox;
import dev.nightmail.sync.mime.Leaf;
import dev.nightmail.sync.mime.MimeReader;
import dev.nightmail.sync.mime.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A message on its server, of which as little is read as is needed, and never in one piece. */
final class RemoteMessage {

    /** Why it is not to be had: the server does not show it where it should be. */
    static final String GONE = "message-gone";

    /** Beyond that a structure is no help: the message is read whole. */
    private static final int MOST_SECTIONS = 50;

    private static final int MOST_HEADER_BYTES = 1 << 20;

    private final SelectedMailbox mailbox;
    private final long uid;
    private final RemoteStructure structure;
    private final BodyConfig limits;

    private RemoteMessage(
            SelectedMailbox mailbox, long uid, RemoteStructure structure, BodyConfig limits) {
        this.mailbox = mailbox;
        this.uid = uid;
        this.structure = structure;
        this.limits = limits;
    }

    /**
     * Asks how the message is made.
     *
     * @throws UnreadableException when it is gone
     */
    static RemoteMessage find(SelectedMailbox mailbox, long uid, BodyConfig limits)
            throws ImapException {
        var structure = mailbox.structureOf(uid).orElseThrow(() -> new UnreadableException(GONE));
        return new RemoteMessage(mailbox, uid, structure, limits);
    }

    /** Reads what is shown, and lists the rest. */
    Draft read(Keeper keeper) throws ImapException {
        var shown = structure.parts().filter(this::isWorthIt);
        if (shown.isPresent()) {
            var draft = new Draft(keeper, limits);
            if (readParts(shown.get(), draft)) {
                return draft;
            }
        }
        var draft = new Draft(keeper, limits);
        readWhole(draft);
        return draft;
    }

    /**
     * Reads one part.
     *
     * @param number as it stands in the message; what has another number is passed over
     * @throws UnreadableException when there is no such part
     */
    void readPart(String number, MimeReader.Visitor visitor) throws ImapException {
        var part =
                structure.parts().filter(this::isLarge).stream()
                        .flatMap(List::stream)
                        .filter(one -> one.number().equals(number))
                        .findFirst();
        if (part.isPresent() && readSection(part.get(), visitor)) {
            return;
        }
        var found = new AtomicBoolean();
        readWhole((leaf, content) -> {
            if (leaf.number().equals(number)) {
                found.set(true);
                visitor.visit(leaf, content);
            }
        });
        if (!found.get()) {
            throw new UnreadableException("part-gone");
        }
    }

    private boolean isLarge(List<RemotePart> parts) {
        return structure.size() > limits.wholeUpTo() && parts.size() > 1;
    }

    private boolean isWorthIt(List<RemotePart> parts) {
        return isLarge(parts)
                && parts.stream().filter(this::isShown).count() <= MOST_SECTIONS
                && parts.stream().filter(this::isShown).mapToLong(RemotePart::size).sum()
                        <= limits.mostBytes();
    }

    /** As transferred an attachment is a third longer than it is. */
    private boolean isShown(RemotePart part) {
        return part.attachment()
                .map(meta ->
                        Leaf.isInline(meta)
                                && part.size() <= limits.mostInlineBytes() / 3 * 4 + 65_536)
                .orElse(true);
    }

    private boolean readParts(List<RemotePart> parts, Draft draft) throws ImapException {
        for (var part : parts) {
            if (!isShown(part)) {
                part.attachment().ifPresent(draft::list);
            } else if (!readSection(part, draft)) {
                return false;
            }
        }
        return true;
    }

    /** False when the part is not what the structure says. */
    private boolean readSection(RemotePart part, MimeReader.Visitor visitor) throws ImapException {
        var header = new AtomicReference<>(new byte[0]);
        boolean found =
                mailbox.readSection(
                        uid,
                        part.number() + ".MIME",
                        (in, _) -> header.set(in.readNBytes(MOST_HEADER_BYTES)));
        if (!found) {
            return false;
        }
        var checked = new Checked(part, visitor);
        return mailbox.readSection(
                        uid,
                        part.number(),
                        (in, length) ->
                                MimeReader.read(
                                        new SequenceInputStream(
                                                new ByteArrayInputStream(header.get()),
                                                bounded(in, length)),
                                        checked))
                && checked.isSound();
    }

    /** Lets one part through, if it is of the kind that it should be. */
    private static final class Checked implements MimeReader.Visitor {

        private final RemotePart part;
        private final MimeReader.Visitor visitor;
        private int leaves;
        private boolean lied;

        Checked(RemotePart part, MimeReader.Visitor visitor) {
            this.part = part;
            this.visitor = visitor;
        }

        boolean isSound() {
            return leaves == 1 && !lied;
        }

        @Override
        public void visit(Leaf leaf, InputStream content) throws IOException {
            var meant = new Leaf(part.number(), part.group(), leaf.header());
            lied |=
                    ++leaves > 1
                            || !leaf.header().type().equals(part.type())
                            || meant.attachment().isPresent() != part.attachment().isPresent();
            if (!lied) {
                visitor.visit(meant, content);
            }
        }
    }

    private void readWhole(MimeReader.Visitor visitor) throws ImapException {
        if (structure.size() > limits.mostBytes()) {
            throw new UnreadableException("too-large");
        }
        boolean found =
                mailbox.readSection(
                        uid, "", (in, length) -> MimeReader.read(bounded(in, length), visitor));
        if (!found) {
            throw new UnreadableException(GONE);
        }
    }

    /** What a server said of a size before is no promise. */
    private InputStream bounded(InputStream in, long length) {
        if (length > limits.mostBytes()) {
            throw new UnreadableException("too-large");
        }
        return in;
    }
}
