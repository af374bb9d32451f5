package dev.nightmail.sync.imap;

/**
 * How many messages an open mailbox has, by what the server announces in between (RFC 9051,
 * sections 7.4.1 and 7.5.1).
 */
final class MessageCount {

    private long now;
    private long least;
    private long most;

    MessageCount(long atSelect) {
        now = atSelect;
    }

    /** Another command begins. */
    void begin() {
        least = now;
        most = now;
    }

    void learn(String name, long number) {
        switch (name) {
            case "EXISTS" -> now = number;
            case "EXPUNGE" -> now--;
            default -> {}
        }
        note();
    }

    void learn(VanishedAnswer vanished) {
        now -= vanished.isEarlier() ? 0 : vanished.uids().size();
        note();
    }

    private void note() {
        least = Math.min(least, now);
        most = Math.max(most, now);
    }

    long now() {
        return now;
    }

    /** Whether there were so many messages at some time during the last command. */
    boolean wasPossible(long messages) {
        return least <= messages && messages <= most;
    }
}
