package dev.nightmail.mail.verdict;

/** For whom an answer holds. */
public enum Scope {
    RECIPIENT,
    MESSAGE,

    /** All mail to the recipient's domain, or through the server that answered. */
    DOMAIN,

    ACCOUNT,

    /** Our address or relay, whoever sends. */
    US
}
