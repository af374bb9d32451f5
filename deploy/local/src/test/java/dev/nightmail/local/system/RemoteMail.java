package dev.nightmail.local.system;

import dev.nightmail.local.server.MailClient;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The mailboxes of a user as another IMAP client sees and changes them. */
record RemoteMail(SystemUnderTest system, String user) {
    private static final Map<Flags.Flag, String> SYSTEM_FLAGS =
            Map.of(
                    Flags.Flag.ANSWERED, "\\Answered",
                    Flags.Flag.DELETED, "\\Deleted",
                    Flags.Flag.DRAFT, "\\Draft",
                    Flags.Flag.FLAGGED, "\\Flagged",
                    Flags.Flag.SEEN, "\\Seen");

    /** What is done in an open mailbox. */
    interface Change {
        void to(Folder folder) throws MessagingException;
    }

    /** What is done with a connection. */
    interface Visit {
        void with(Store store) throws MessagingException;
    }

    void visit(Visit visit) throws MessagingException {
        try (Store store = new MailClient(system.servers()).imap(user)) {
            visit.with(store);
        }
    }

    /** Opens a mailbox, changes it, and expunges what was marked as deleted. */
    void change(String mailbox, Change change) throws MessagingException {
        visit(store -> {
            try (Folder folder = store.getFolder(mailbox)) {
                folder.open(Folder.READ_WRITE);
                change.to(folder);
            }
        });
    }

    /** UID and flags of each message, by mailbox; junk and trash are left out. */
    Map<String, List<String>> listing() throws MessagingException {
        var listing = new TreeMap<String, List<String>>();
        visit(store -> {
            for (Folder folder : store.getDefaultFolder().list("*")) {
                boolean isRead = (folder.getType() & Folder.HOLDS_MESSAGES) != 0;
                if (isRead && !List.of("Junk", "Trash").contains(folder.getFullName())) {
                    listing.put(folder.getFullName(), messages(folder));
                }
            }
        });
        listing.values().removeIf(List::isEmpty);
        return listing;
    }

    private static List<String> messages(Folder folder) throws MessagingException {
        try (folder) {
            folder.open(Folder.READ_ONLY);
            Message[] messages = folder.getMessages();
            FetchProfile profile = new FetchProfile();
            profile.add(UIDFolder.FetchProfileItem.UID);
            profile.add(FetchProfile.Item.FLAGS);
            folder.fetch(messages, profile);
            var lines = new ArrayList<String>();
            for (Message message : messages) {
                lines.add(((UIDFolder) folder).getUID(message) + flags(message.getFlags()));
            }
            return lines;
        }
    }

    private static String flags(Flags flags) {
        var names = new TreeSet<String>(Arrays.asList(flags.getUserFlags()));
        for (Flags.Flag flag : flags.getSystemFlags()) {
            if (SYSTEM_FLAGS.containsKey(flag)) {
                names.add(SYSTEM_FLAGS.get(flag));
            }
        }
        return " " + String.join(" ", names);
    }
}
