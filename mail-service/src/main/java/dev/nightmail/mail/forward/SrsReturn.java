package dev.nightmail.mail.forward;

/** Where a bounce that came to one of our rewritten senders goes. */
sealed interface SrsReturn {

    record Returned(String address) implements SrsReturn {

        /** Shows no address, for it may end in a log. */
        @Override
        public String toString() {
            return "Returned[]";
        }
    }

    /** Why it goes nowhere. */
    enum Refused implements SrsReturn {
        /** An address like others. */
        NOT_SRS,
        /** Rewritten for another domain. */
        NOT_OURS,
        MALFORMED,
        /** None of our secrets made its hash. */
        FORGED,
        /** Older than {@link Srs#MAX_AGE}, or from a day to come. */
        EXPIRED
    }
}
