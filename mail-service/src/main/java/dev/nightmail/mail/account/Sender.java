package dev.nightmail.mail.account;

import java.util.UUID;

/**
 * As whom an account writes.
 *
 * @param name shown beside the address; may be empty
 */
public record Sender(UUID accountId, String address, String name) {

    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** Shows no address, for it may end in a log. */
    @Override
    public String toString() {
        return "Sender[" + accountId + "]";
    }
}
