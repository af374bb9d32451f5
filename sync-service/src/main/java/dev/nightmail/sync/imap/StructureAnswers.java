package dev.nightmail.sync.imap;

import java.util.Optional;

/** Gathers the FETCH response that describes one message. */
final class StructureAnswers implements ImapSession.Untagged {

    private final long uid;
    private Optional<RemoteStructure> found = Optional.empty();

    StructureAnswers(long uid) {
        this.uid = uid;
    }

    Optional<RemoteStructure> found() {
        return found;
    }

    /** A structure that cannot be read hides what follows it, but the message is there. */
    @Override
    public void accept(String name, long number, ImapScanner rest) {
        if (!name.equals("FETCH")) {
            return;
        }
        var items = FetchItems.read(rest);
        var size = items.number("RFC822.SIZE");
        if (items.number("UID").orElse(0) == uid && (size.isPresent() || items.isBroken())) {
            found =
                    Optional.of(
                            new RemoteStructure(
                                    size.orElse(0),
                                    items.find("BODYSTRUCTURE").flatMap(BodyStructure::leaves)));
        }
    }
}
