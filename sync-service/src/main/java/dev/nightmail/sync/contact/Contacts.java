package dev.nightmail.sync.contact;

import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.message.Participant;
import dev.nightmail.sync.message.Participant.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Learns contacts from messages that are stored for the first time. */
@ApplicationScoped
public class Contacts {

    /** Mail that says nothing of whom the owner knows. */
    private static final Set<String> PASSED_OVER = Set.of("junk", "drafts");

    private static final Set<Role> RECIPIENTS = Set.of(Role.TO, Role.CC, Role.BCC);

    private final ContactRepository contacts;

    Contacts(ContactRepository contacts) {
        this.contacts = contacts;
    }

    /** For one who puts the parts together by hand. */
    public static Contacts over(Sql sql) {
        return new Contacts(new ContactRepository(sql));
    }

    /**
     * In the transaction of a running job that stores the messages.
     *
     * @param role of the mailbox in which they lie
     */
    public void learn(UUID tenant, UUID account, String role, List<Seen> messages) {
        if (PASSED_OVER.contains(role) || messages.isEmpty()) {
            return;
        }
        var own = contacts.findAddress(account).flatMap(ContactAddress::of).orElse("");
        // In the order of addresses, so that two who write the same rows wait for each other once.
        var tallies = new TreeMap<String, Tally>();
        for (var message : messages) {
            boolean isSent = message.isSent() || role.equals("sent") || isFrom(own, message);
            add(tallies, message, isSent);
        }
        tallies.remove(own);
        if (!tallies.isEmpty()) {
            contacts.add(tenant, account, tallies);
        }
    }

    private static boolean isFrom(String address, Seen message) {
        return !address.isEmpty()
                && message.participants().stream()
                        .filter(person -> person.role() == Role.FROM)
                        .anyMatch(person -> person.address().equalsIgnoreCase(address));
    }

    /** Who is named twice counts once. */
    private static void add(Map<String, Tally> tallies, Seen message, boolean isSent) {
        var named = new HashSet<String>();
        for (var person : message.participants()) {
            if (isSent ? RECIPIENTS.contains(person.role()) : person.role() == Role.FROM) {
                ContactAddress.of(person.address())
                        .filter(named::add)
                        .ifPresent(address ->
                                tallies.merge(
                                        address, tally(person, message, isSent), Tally::with));
            }
        }
    }

    private static Tally tally(Participant person, Seen message, boolean isSent) {
        return isSent
                ? Tally.sentTo(person.name(), message.at())
                : Tally.receivedFrom(person.name(), message.at());
    }
}
