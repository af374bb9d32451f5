package dev.nightmail.sync.imap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers FETCH responses with flags; a later one for the same message counts. */
final class FlagAnswers implements ImapSession.Untagged {

    private final UidSet wanted;
    private final Map<Long, FlagUpdate> updates = new LinkedHashMap<>();

    FlagAnswers(UidSet wanted) {
        this.wanted = wanted;
    }

    @Override
    public void accept(String name, long number, ImapScanner rest) throws ImapException {
        if (!name.equals("FETCH")) {
            return;
        }
        var items = FetchItems.read(rest);
        if (items.isBroken()) {
            throw ImapScanner.unreadable();
        }
        long uid = items.number("UID").orElse(0);
        if (wanted.contains(uid) && items.find("FLAGS").isPresent()) {
            updates.put(uid, new FlagUpdate(uid, items.flags(), items.modSeq(), items.labels()));
        }
    }

    List<FlagUpdate> updates() {
        return List.copyOf(updates.values());
    }
}
