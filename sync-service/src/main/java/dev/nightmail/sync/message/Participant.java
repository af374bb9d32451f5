package dev.nightmail.sync.message;

/**
 * A person in a header of a message.
 *
 * @param position from 0 within its role
 * @param name the display name, decoded; empty when there is none
 * @param address addr-spec (RFC 5322, section 3.4.1) as written; of a malformed one, what was there
 */
public record Participant(Role role, int position, String name, String address) {

    /** The header that names the person (RFC 5322, sections 3.6.2 and 3.6.3). */
    public enum Role {
        FROM,
        SENDER,
        REPLY_TO,
        TO,
        CC,
        BCC
    }
}
