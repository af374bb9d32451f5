package dev.nightmail.sync.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Gathers LIST and STATUS responses (RFC 9051, sections 7.3.1 and 7.3.4). */
final class ListAnswers implements ImapSession.Untagged {

    private final Map<MailboxName, RemoteMailbox> mailboxes = new LinkedHashMap<>();
    private final Map<MailboxName, MailboxStatus> statuses = new HashMap<>();

    @Override
    public void accept(String name, long number, ImapScanner rest) throws ImapException {
        switch (name) {
            case "LIST" -> addMailbox(rest);
            case "STATUS" -> addStatus(rest);
            default -> {}
        }
    }

    /** All that were listed; a list without INBOX (RFC 9051, section 5.1) is not the whole one. */
    List<RemoteMailbox> mailboxes() throws ImapException {
        if (!mailboxes.containsKey(MailboxName.INBOX)) {
            throw new ImapException(ImapException.Kind.PROTOCOL, "LIST without INBOX");
        }
        return List.copyOf(mailboxes.values());
    }

    List<ListedMailbox> listed() throws ImapException {
        return mailboxes().stream()
                .map(mailbox -> new ListedMailbox(mailbox, status(mailbox.name())))
                .toList();
    }

    Optional<MailboxStatus> status(MailboxName name) {
        return Optional.ofNullable(statuses.get(name));
    }

    private void addMailbox(ImapScanner rest) throws ImapException {
        var attributes = new TreeSet<String>();
        for (var attribute : rest.value().items()) {
            attribute.string().ifPresent(text -> attributes.add(text.toLowerCase(Locale.ROOT)));
        }
        var delimiter = rest.value().string();
        var name = mailboxName(rest);
        name.ifPresent(
                known -> mailboxes.put(known, new RemoteMailbox(known, delimiter, attributes)));
    }

    private void addStatus(ImapScanner rest) throws ImapException {
        var name = mailboxName(rest);
        var items = new HashMap<String, Long>();
        var values = new ArrayList<>(rest.value().items());
        for (int i = 0; i + 1 < values.size(); i += 2) {
            var key = values.get(i).string().orElse("").toUpperCase(Locale.ROOT);
            items.put(key, MailboxStatus.counter(values.get(i + 1).string().orElse("")));
        }
        name.ifPresent(known -> statuses.put(known, statusOf(known, items)));
    }

    private static MailboxStatus statusOf(MailboxName name, Map<String, Long> items) {
        long modSeq = items.getOrDefault("HIGHESTMODSEQ", 0L);
        return new MailboxStatus(
                name,
                items.getOrDefault("UIDVALIDITY", 0L),
                items.getOrDefault("UIDNEXT", 0L),
                items.getOrDefault("MESSAGES", 0L),
                modSeq > 0 ? OptionalLong.of(modSeq) : OptionalLong.empty());
    }

    /** A name with control characters could not be sent back: such a mailbox is not seen. */
    private static Optional<MailboxName> mailboxName(ImapScanner rest) throws ImapException {
        var name = rest.value().string().filter(MailboxName::isUsable);
        return name.map(MailboxName::new).map(known -> known.isInbox() ? MailboxName.INBOX : known);
    }
}
