package dev.nightmail.mail.verdict;

/** What is done about an answer. */
public enum Action {
    RETRY,

    /** In minutes, and more than once: the server only wants to see whether we come back. */
    RETRY_SOON,

    GIVE_UP,

    /** No message of the account can go before its owner has changed something. */
    PAUSE_ACCOUNT
}
