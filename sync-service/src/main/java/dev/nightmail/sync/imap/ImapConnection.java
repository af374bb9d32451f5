package dev.nightmail.sync.imap;

import dev.nightmail.common.time.Deadline;
import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One logged-in connection; for one thread at a time. After an exception ask {@link #isUsable}. */
public final class ImapConnection implements AutoCloseable {

    /** What a server says by itself of a mailbox that is open (RFC 9051, section 7). */
    private static final Set<String> HAPPENINGS = Set.of("EXISTS", "EXPUNGE", "FETCH", "VANISHED");

    private final ImapSession session;
    private boolean isQresyncOn;
    private boolean isModSeqIgnored;
    private boolean closed;

    ImapConnection(ImapSession session) {
        this.session = session;
    }

    /** What the server says it can, after log-in, in upper case. */
    public Set<String> capabilities() {
        return session.capabilities();
    }

    /** Whether the last command was answered, with whatever; if not, only closing is left. */
    public boolean isUsable() {
        return session.isUsable();
    }

    /**
     * All mailboxes, in the server's order, with their roles where it tells them.
     *
     * @throws ImapException of kind PROTOCOL when INBOX, which every server has, is not among them
     */
    public List<RemoteMailbox> list() throws ImapException {
        // A server with LIST-EXTENDED tells roles only when asked (RFC 6154, section 5.2).
        boolean ask = session.can("SPECIAL-USE") && session.can("LIST-EXTENDED");
        var answers = new ListAnswers();
        session.command("LIST \"\" \"*\"" + (ask ? " RETURN (SPECIAL-USE)" : ""), answers);
        return answers.mailboxes();
    }

    /**
     * All mailboxes with their counters, in one round trip with LIST-STATUS (RFC 5819); without it,
     * a mailbox that refuses STATUS has none.
     */
    public List<ListedMailbox> listWithStatus() throws ImapException {
        if (!session.can("LIST-STATUS")) {
            return listThenStatus();
        }
        var use = session.can("SPECIAL-USE") ? "SPECIAL-USE " : "";
        var answers = new ListAnswers();
        session.command(
                "LIST \"\" \"*\" RETURN (" + use + "STATUS " + statusItems() + ")", answers);
        return answers.listed();
    }

    public MailboxStatus status(MailboxName mailbox) throws ImapException {
        var answers = new ListAnswers();
        session.command(
                "STATUS " + ImapString.quoted(mailbox.wire()) + " " + statusItems(), answers);
        return answers.status(mailbox)
                .orElseThrow(() -> new ImapException(Kind.PROTOCOL, "STATUS"));
    }

    /**
     * Asks for changes since what is known, from now on, if the server has them (RFC 7162, section
     * 3.2.3). Before any mailbox is opened.
     */
    public void enableQresync() throws ImapException {
        if (session.can("QRESYNC") && session.can("ENABLE")) {
            session.command(
                    "ENABLE QRESYNC",
                    (name, _, rest) ->
                            isQresyncOn |=
                                    name.equals("ENABLED")
                                            && rest.rest()
                                                    .toUpperCase(Locale.ROOT)
                                                    .contains("QRESYNC"));
        }
    }

    /** Takes no notice of MODSEQ from now on, for a server that has not told the truth by it. */
    public void ignoreModSeq() {
        isModSeqIgnored = true;
    }

    /**
     * Opens a mailbox read-only and asks what has changed since then. Without QRESYNC, or without a
     * MODSEQ, as {@link #examine(MailboxName)}.
     */
    public SelectedMailbox examine(MailboxName mailbox, long uidValidity, OptionalLong modSeq)
            throws ImapException {
        if (!isQresyncOn || uidValidity < 1 || modSeq.isEmpty()) {
            return examine(mailbox);
        }
        var answers = new SelectAnswers();
        session.command(
                "EXAMINE %s (QRESYNC (%d %d))"
                        .formatted(
                                ImapString.quoted(mailbox.wire()), uidValidity, modSeq.getAsLong()),
                answers);
        var status = answers.status(mailbox);
        boolean isSame = status.uidValidity() == uidValidity && status.highestModSeq().isPresent();
        return new SelectedMailbox(
                session, status, isSame ? Optional.of(answers.changes()) : Optional.empty());
    }

    /**
     * Opens a mailbox to read it; the one opened before must not be used any more. A server without
     * mod-sequences is asked as if to write: Courier keeps the UIDs that it gives out only then.
     */
    public SelectedMailbox examine(MailboxName mailbox) throws ImapException {
        var answers = new SelectAnswers();
        session.command(
                (session.can("CONDSTORE") ? "EXAMINE " : "SELECT ")
                        + ImapString.quoted(mailbox.wire())
                        + (hasModSeq() ? " (CONDSTORE)" : ""),
                answers);
        var status = answers.status(mailbox);
        return new SelectedMailbox(session, isModSeqIgnored ? status.withoutModSeq() : status);
    }

    /**
     * Opens a mailbox to change what is in it; the one opened before must not be used any more.
     *
     * @throws ImapException of kind PERMANENT when it is not there
     */
    public WritableMailbox select(MailboxName mailbox) throws ImapException {
        var answers = new SelectAnswers();
        var end =
                session.command(
                        "SELECT "
                                + ImapString.quoted(mailbox.wire())
                                + (hasModSeq() ? " (CONDSTORE)" : ""),
                        answers);
        var status = answers.status(mailbox);
        var reading =
                new SelectedMailbox(session, isModSeqIgnored ? status.withoutModSeq() : status);
        boolean isReadOnly = end.toUpperCase(Locale.ROOT).startsWith("[READ-ONLY]");
        return new WritableMailbox(session, reading, isReadOnly, answers.permanentFlags());
    }

    /**
     * Waits until the deadline in the mailbox that is open.
     *
     * @param heard called whenever the server says that something has happened there
     * @throws ImapException when the server refuses, hangs up, or {@link #cut} was called
     */
    public void idle(Deadline deadline, Runnable heard) throws ImapException {
        session.idle(
                deadline,
                (name, _, _) -> {
                    if (HAPPENINGS.contains(name)) {
                        heard.run();
                    }
                });
    }

    /** Breaks the connection, from whatever thread: who waits on it gets an exception. */
    public void cut() {
        try {
            session.wire().socket().close();
        } catch (IOException _) {
            // It is broken, which is what was wanted.
        }
    }

    /** Takes leave without waiting for the answer; a repeat does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (var _ = session.wire().socket()) {
            session.wire().writeLine("Z LOGOUT");
        } catch (IOException _) {
            // The connection is gone already, which is what close() wants.
        }
    }

    private List<ListedMailbox> listThenStatus() throws ImapException {
        List<ListedMailbox> listed = new ArrayList<>();
        for (var mailbox : list()) {
            listed.add(new ListedMailbox(mailbox, findStatus(mailbox)));
        }
        return List.copyOf(listed);
    }

    private Optional<MailboxStatus> findStatus(RemoteMailbox mailbox) throws ImapException {
        if (!mailbox.isSelectable()) {
            return Optional.empty();
        }
        try {
            return Optional.of(status(mailbox.name()));
        } catch (ImapException refused) {
            if (isUsable() && refused.kind() != Kind.THROTTLED) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private String statusItems() {
        return "(MESSAGES UIDNEXT UIDVALIDITY" + (hasModSeq() ? " HIGHESTMODSEQ)" : ")");
    }

    private boolean hasModSeq() {
        return !isModSeqIgnored && (session.can("CONDSTORE") || session.can("QRESYNC"));
    }
}
