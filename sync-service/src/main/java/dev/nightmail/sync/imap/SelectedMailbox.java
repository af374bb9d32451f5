package dev.nightmail.sync.imap;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mailbox that is read; nothing done here changes it, not even the seen flag. */
public final class SelectedMailbox {

    /** Bytes of a header block that are fetched at most; 10,000 recipients need about half. */
    public static final int HEADER_LIMIT = 1 << 20;

    /** Bytes of all headers of a page together, so that no page fills the heap. */
    public static final int PAGE_LIMIT = 16 << 20;

    /** What a server announces that tells labels and ids as Gmail does. */
    public static final String GMAIL = "X-GM-EXT-1";

    private final ImapSession session;
    private final MailboxStatus atSelect;
    private final Optional<Changes> changes;
    private final MessageCount count;
    private final int selection;

    SelectedMailbox(ImapSession session, MailboxStatus atSelect) {
        this(session, atSelect, Optional.empty());
    }

    SelectedMailbox(ImapSession session, MailboxStatus atSelect, Optional<Changes> changes) {
        this.session = session;
        this.atSelect = atSelect;
        this.changes = changes;
        this.count = new MessageCount(atSelect.messages());
        this.selection = session.select();
    }

    /** The counters as they stood when the mailbox was opened, before anything was fetched. */
    public MailboxStatus atSelect() {
        return atSelect;
    }

    /** What has changed since; empty when the server was not asked, or numbers messages anew. */
    public Optional<Changes> changes() {
        return changes;
    }

    /** Whether the connection has answered the last command, with whatever, and can be asked on. */
    public boolean isUsable() {
        return session.isUsable();
    }

    /** How many messages there are, by what the server has announced up to now. */
    public long exists() {
        return count.now();
    }

    /**
     * All UIDs now.
     *
     * @throws ImapException of kind TEMPORARY when they are not as many as the server announced
     */
    public UidSet searchAll() throws ImapException {
        var uids = search("ALL");
        if (!count.wasPossible(uids.size())) {
            throw new ImapException(Kind.TEMPORARY, "UID SEARCH and EXISTS disagree");
        }
        return uids;
    }

    /** All UIDs above {@code uid}. */
    public UidSet searchAbove(long uid) throws ImapException {
        if (uid >= UidSet.MAX_UID) {
            return UidSet.EMPTY;
        }
        // n:* names the last message even if its UID is below n (RFC 9051, section 9, seq-range).
        return search("UID " + (uid + 1) + ":*").intersect(UidSet.range(uid + 1, UidSet.MAX_UID));
    }

    /**
     * All UIDs of messages that reached the mailbox on that day, as the server has it, or later.
     */
    public UidSet searchSince(LocalDate day) throws ImapException {
        return search("SINCE " + InternalDate.day(day));
    }

    /** Which of these messages are there. */
    public UidSet searchAmong(UidSet uids) throws ImapException {
        return uids.isEmpty() ? uids : search("UID " + uids).intersect(uids);
    }

    /**
     * Fetches a page; a message that vanished meanwhile is absent. In the server's order.
     *
     * <p>If an answer cannot be read, the messages that are missing are asked for once more without
     * their structure.
     *
     * @throws ImapException of kind PROTOCOL when a message cannot be read even so, or when their
     *     headers are more than {@link #PAGE_LIMIT} together
     */
    public List<FetchedMessage> fetch(UidSet uids) throws ImapException {
        var answers = new MessageAnswers(uids);
        if (!uids.isEmpty()) {
            command(fetchCommand(uids, " BODYSTRUCTURE"), answers);
        }
        if (answers.hasUnreadable()) {
            answers.beStrict();
            command(fetchCommand(answers.missing(), ""), answers);
        }
        return answers.messages();
    }

    /** Whether labels are told, with flags and with messages. */
    public boolean hasLabels() {
        return session.can(GMAIL);
    }

    /** What Gmail tells of these messages, by UID. */
    public Map<Long, FetchedMessage.Gmail> gmailOf(UidSet uids) throws ImapException {
        var found = new LinkedHashMap<Long, FetchedMessage.Gmail>();
        command(
                "UID FETCH " + uids + " (UID" + gmailItems() + ")",
                (name, _, rest) -> {
                    if (name.equals("FETCH")) {
                        var items = FetchItems.read(rest);
                        long uid = items.number("UID").orElse(0);
                        items.gmail().ifPresent(gmail -> found.put(uid, gmail));
                    }
                });
        found.keySet().removeIf(uid -> !uids.contains(uid));
        return found;
    }

    /** Flags of all messages changed after {@code modSeq}; needs CONDSTORE (RFC 7162). */
    public List<FlagUpdate> flagsChangedSince(long modSeq) throws ImapException {
        var answers = new FlagAnswers(UidSet.ALL);
        command(
                "UID FETCH 1:* (UID FLAGS MODSEQ%s) (CHANGEDSINCE %d)"
                        .formatted(labelItem(), modSeq),
                answers);
        return answers.updates();
    }

    /** Flags of the given messages, for servers without CONDSTORE. */
    public List<FlagUpdate> flagsOf(UidSet uids) throws ImapException {
        var answers = new FlagAnswers(uids);
        if (!uids.isEmpty()) {
            command(
                    "UID FETCH %s (UID FLAGS%s%s)".formatted(uids, modSeqItem(), labelItem()),
                    answers);
        }
        return answers.updates();
    }

    /**
     * Hands a section of a message on while it arrives (RFC 9051, section 6.4.5.1): {@code 2.1},
     * {@code 2.1.MIME}, or nothing for the whole message. What the reader has seen counts only when
     * this returns true.
     *
     * @return false when the message, or the section, is not there
     * @throws ImapException when the section did not come whole, of kind PROTOCOL when another one
     *     came than was asked for
     */
    public boolean readSection(long uid, String section, SectionReader reader)
            throws ImapException {
        var answers = new SectionAnswers(uid, section, reader);
        command(
                "UID FETCH %d (UID BODY.PEEK[%s])".formatted(uid, section),
                answers,
                answers.literals());
        return answers.isComplete();
    }

    /** What the server says of the message's parts; empty when the message is not there. */
    public Optional<RemoteStructure> structureOf(long uid) throws ImapException {
        var answers = new StructureAnswers(uid);
        command("UID FETCH %d (UID RFC822.SIZE BODYSTRUCTURE)".formatted(uid), answers);
        return answers.found();
    }

    private UidSet search(String criteria) throws ImapException {
        var answers = new SearchAnswers();
        var form = session.can("ESEARCH") ? "RETURN (ALL) " : "";
        command("UID SEARCH " + form + criteria, answers);
        if (answers.uids().isEmpty() && count.now() > 0) {
            // No answer is not an empty answer, except that some servers leave it out for no mail.
            throw new ImapException(Kind.PROTOCOL, "UID SEARCH");
        }
        return answers.uids().orElse(UidSet.EMPTY);
    }

    private String fetchCommand(UidSet uids, String structure) {
        return "UID FETCH %s (UID FLAGS%s%s INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER]<0.%d>%s)"
                .formatted(uids, modSeqItem(), gmailItems(), HEADER_LIMIT, structure);
    }

    /** Returns what stands behind the OK. */
    String command(String command, ImapSession.Untagged answers) throws ImapException {
        return command(command, answers, ImapWire.Literals.KEPT);
    }

    /** Another mailbox may be open by now: its messages have the same UIDs. */
    private String command(String command, ImapSession.Untagged answers, ImapWire.Literals literals)
            throws ImapException {
        if (!session.isSelected(selection)) {
            throw new IllegalStateException("another mailbox has been opened");
        }
        count.begin();
        return session.command(
                command,
                (name, number, rest) -> {
                    if (name.equals("VANISHED")) {
                        count.learn(VanishedAnswer.read(rest));
                    } else {
                        count.learn(name, number);
                        answers.accept(name, number, rest);
                    }
                },
                literals);
    }

    private String labelItem() {
        return hasLabels() ? " X-GM-LABELS" : "";
    }

    private String gmailItems() {
        return hasLabels() ? " X-GM-MSGID X-GM-THRID X-GM-LABELS" : "";
    }

    private String modSeqItem() {
        return atSelect.highestModSeq().isPresent() ? " MODSEQ" : "";
    }
}
