package dev.nightmail.sync.imap;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A mailbox opened to be changed, one message at a time. What comes back without an exception the
 * server has answered with its tagged OK; after one that leaves the connection unusable nobody
 * knows whether it was done.
 */
public final class WritableMailbox {

    private static final Pattern MODIFIED =
            Pattern.compile("\\[MODIFIED [0-9:,]+]", Pattern.CASE_INSENSITIVE);

    private final ImapSession session;
    private final SelectedMailbox reading;
    private final boolean isReadOnly;
    private final Optional<Set<String>> permanentFlags;

    WritableMailbox(
            ImapSession session,
            SelectedMailbox reading,
            boolean isReadOnly,
            Optional<Set<String>> permanentFlags) {
        this.session = session;
        this.reading = reading;
        this.isReadOnly = isReadOnly;
        this.permanentFlags = permanentFlags;
    }

    /** The same mailbox, to be read. */
    public SelectedMailbox reading() {
        return reading;
    }

    /** Whether the server lets nothing be changed here. */
    public boolean isReadOnly() {
        return isReadOnly;
    }

    /** Whether a change of the flag outlives the connection (RFC 9051, section 7.1). */
    public boolean keeps(String flag) {
        return permanentFlags
                .map(kept -> kept.contains(flag.toLowerCase(Locale.ROOT)))
                .orElse(true);
    }

    /** Whether it moves messages in one step (RFC 6851). */
    public boolean canMove() {
        return session.can("MOVE");
    }

    /** Whether single messages can be expunged (UIDPLUS, RFC 4315). */
    public boolean canExpunge() {
        return session.can("UIDPLUS");
    }

    /** The flags of a message now; empty when it is not there. */
    public Optional<FlagUpdate> flagsOf(long uid) throws ImapException {
        return reading.flagsOf(UidSet.of(uid)).stream().findFirst();
    }

    /**
     * Sets one flag of a message, or clears it; the others stay. A repeat does nothing.
     *
     * @param unchangedSince only if nobody has changed the message since; empty where the mailbox
     *     has no MODSEQ
     */
    public StoreOutcome store(long uid, String flag, boolean isSet, OptionalLong unchangedSince)
            throws ImapException {
        var condition =
                unchangedSince.isPresent()
                        ? "(UNCHANGEDSINCE " + unchangedSince.getAsLong() + ") "
                        : "";
        var answers = new ModSeqAnswer(uid);
        try {
            var end =
                    reading.command(
                            "UID STORE %d %s%sFLAGS.SILENT (%s)"
                                    .formatted(uid, condition, isSet ? "+" : "-", flag),
                            answers);
            return MODIFIED.matcher(end).lookingAt()
                    ? new StoreOutcome.Modified()
                    : new StoreOutcome.Stored(answers.modSeq);
        } catch (ImapException refused) {
            if (refused.responseCode().equals(Optional.of(ResponseCode.MODIFIED))) {
                return new StoreOutcome.Modified();
            }
            throw refused;
        }
    }

    /** Moves a message in one step; needs {@link #canMove}. Where to, if the server tells. */
    public Optional<CopiedUid> move(long uid, MailboxName target) throws ImapException {
        return transfer("MOVE", uid, target);
    }

    /** Copies a message: a repeat makes a second copy. Where to, if the server tells. */
    public Optional<CopiedUid> copy(long uid, MailboxName target) throws ImapException {
        return transfer("COPY", uid, target);
    }

    /** Removes one message that is flagged as deleted; needs {@link #canExpunge}. */
    public void expunge(long uid) throws ImapException {
        reading.command("UID EXPUNGE " + uid, ImapSession.IGNORE);
    }

    private Optional<CopiedUid> transfer(String command, long uid, MailboxName target)
            throws ImapException {
        var answers = new CopyAnswer(uid);
        var end =
                reading.command(
                        "UID %s %d %s".formatted(command, uid, ImapString.quoted(target.wire())),
                        answers);
        return answers.copied.or(() -> CopiedUid.of(uid, end));
    }

    /** MODSEQ after a change, which comes in spite of SILENT (RFC 7162, section 3.1.3). */
    private static final class ModSeqAnswer implements ImapSession.Untagged {

        private final long uid;
        private OptionalLong modSeq = OptionalLong.empty();

        ModSeqAnswer(long uid) {
            this.uid = uid;
        }

        @Override
        public void accept(String name, long number, ImapScanner rest) {
            if (name.equals("FETCH")) {
                var items = FetchItems.read(rest);
                if (items.number("UID").orElse(0) == uid && items.modSeq().isPresent()) {
                    modSeq = items.modSeq();
                }
            }
        }
    }

    /** COPYUID of a MOVE comes before its EXPUNGE (RFC 6851, section 4.3). */
    private static final class CopyAnswer implements ImapSession.Untagged {

        private final long uid;
        private Optional<CopiedUid> copied = Optional.empty();

        CopyAnswer(long uid) {
            this.uid = uid;
        }

        @Override
        public void accept(String name, long number, ImapScanner rest) {
            if (name.equals("OK")) {
                copied = copied.or(() -> CopiedUid.of(uid, rest.rest()));
            }
        }
    }
}
