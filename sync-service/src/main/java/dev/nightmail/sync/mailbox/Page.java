package dev.nightmail.sync.mailbox;

import dev.nightmail.common.id.Ids;
import dev.nightmail.sync.imap.FetchedMessage;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.SelectedMailbox;
import dev.nightmail.sync.imap.UidSet;
import dev.nightmail.sync.message.HeaderParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some hundreds of messages on their way into the database.
 *
 * @param quarantined reasons by UID
 */
record Page(List<NewMessage> messages, Map<Long, String> quarantined) {

    /** Fetches pages. */
    @ApplicationScoped
    static class Reader {

        private final HeaderParser parser = new HeaderParser();
        private final Ids ids;

        Reader(Ids ids) {
            this.ids = ids;
        }

        /**
         * Fetches and reads the messages; one that has vanished is absent. A page that the server
         * cannot answer is halved until the one message is found that it cannot answer for.
         *
         * @throws ImapException of any kind but PROTOCOL, unless the connection is of no more use
         */
        Page read(SelectedMailbox mailbox, UidSet uids) throws ImapException {
            try {
                return new Page(parse(mailbox.fetch(uids)), Map.of());
            } catch (ImapException e) {
                if (e.kind() != ImapException.Kind.PROTOCOL || !mailbox.isUsable()) {
                    throw e;
                }
                return bisect(mailbox, uids);
            }
        }

        private Page bisect(SelectedMailbox mailbox, UidSet uids) throws ImapException {
            if (uids.size() == 1) {
                return new Page(List.of(), Map.of(uids.lowest(), "unreadable-answer"));
            }
            var messages = new ArrayList<NewMessage>();
            var quarantined = new LinkedHashMap<Long, String>();
            for (var half : uids.pagesNewestFirst(Math.toIntExact((uids.size() + 1) / 2))) {
                var page = read(mailbox, half);
                messages.addAll(page.messages());
                quarantined.putAll(page.quarantined());
            }
            return new Page(messages, quarantined);
        }

        private List<NewMessage> parse(List<FetchedMessage> fetched) {
            var messages = new ArrayList<NewMessage>(fetched.size());
            for (var message : fetched) {
                messages.add(new NewMessage(ids.next(), message, parser.parse(message.header())));
            }
            return messages;
        }
    }
}
