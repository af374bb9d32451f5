package dev.nightmail.mail.verdict;

import java.util.Locale;

/** Why mail has not gone, in words for a user. */
public enum Category {
    NO_SUCH_ADDRESS,
    MAILBOX_FULL,
    MAILBOX_OFF,
    GREYLISTED,
    RATE_LIMITED,
    TOO_MANY_RECIPIENTS,
    BLOCKED,
    SPAM,

    /** SPF, DKIM or DMARC: the message does not prove whose it is. */
    SENDER_UNVERIFIED,

    /** The account may not send as this address. */
    SENDER_REFUSED,

    POLICY,
    TOO_LARGE,
    CONTENT,
    AUTH,
    TLS_REQUIRED,
    RELAY_DENIED,
    DOMAIN_UNKNOWN,
    LOOP,
    EXPIRED,
    SERVER_BUSY,
    PROTOCOL,
    UNKNOWN;

    /** Such as {@code no-such-address}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
