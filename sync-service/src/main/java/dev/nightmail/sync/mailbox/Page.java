package dev.nightmail.sync.mailbox;

import dev.nightmail.common.id.Ids;
import dev.nightmail.sync.imap.FetchedMessage;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.SelectedMailbox;
import dev.nightmail.sync.imap.UidSet;
import dev.nightmail.sync.message.HeaderParser;
import dev.nightmail.sync.message.MessageHeader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Some hundreds of messages on their way into the database.
 *
 * @param quarantined reasons by UID
 */
record Page(List<NewMessage> messages, Map<Long, String> quarantined) {

    /** The UIDs of the messages and of what is quarantined with them. */
    UidSet uids() {
        return UidSet.of(
                LongStream.concat(
                                messages.stream().mapToLong(m -> m.fetched().uid()),
                                quarantined.keySet().stream().mapToLong(Long::longValue))
                        .toArray());
    }

    /** The same with more in quarantine. */
    Page quarantine(Map<Long, String> reasons) {
        var all = new TreeMap<>(quarantined);
        all.putAll(reasons);
        return new Page(messages, all);
    }

    /** The same with all its messages in quarantine. */
    Page quarantineAll(String reason) {
        var all = new TreeMap<>(quarantined);
        messages.forEach(message -> all.put(message.fetched().uid(), reason));
        return new Page(List.of(), all);
    }

    int size() {
        return messages.size() + quarantined.size();
    }

    /** Fetches pages. */
    @ApplicationScoped
    static class Reader {

        private final Ids ids;
        private final Function<byte[], MessageHeader> parser;

        @Inject
        Reader(Ids ids) {
            this(ids, new HeaderParser()::parse);
        }

        Reader(Ids ids, Function<byte[], MessageHeader> parser) {
            this.ids = ids;
            this.parser = parser;
        }

        /**
         * Fetches and reads the messages. One that has vanished is absent; one that is there, and
         * that the server says nothing of or whose header defeats the parser, is quarantined.
         */
        Page read(SelectedMailbox mailbox, UidSet uids) throws ImapException {
            var fetched = mailbox.fetch(uids);
            var messages = new ArrayList<NewMessage>(fetched.size());
            var quarantined = new TreeMap<Long, String>();
            for (var message : fetched) {
                try {
                    var header = parser.apply(message.header());
                    messages.add(NewMessage.of(ids.next(), message, header));
                } catch (RuntimeException e) {
                    quarantined.put(message.uid(), "unreadable-header");
                }
            }
            var answered = UidSet.of(fetched.stream().mapToLong(FetchedMessage::uid).toArray());
            mailbox.searchAmong(uids.minus(answered))
                    .forEach(uid -> quarantined.put(uid, "not-answered"));
            return new Page(messages, quarantined);
        }
    }
}
