package dev.nightmail.mail.forward;

/** What is done with mail for an alias, as far as its headers and its envelope tell. */
sealed interface Verdict {

    /**
     * @param mayBeAnswered whether its sender may get a notice of ours; never when the mail is
     *     automatic, so that a notice never causes a notice
     */
    record Forward(boolean mayBeAnswered) implements Verdict {}

    /** Refused for good, and not answered. */
    enum Loop implements Verdict {
        /** It bears our token for this alias. */
        BEEN_HERE,
        /** More than {@link ForwardRules#MAX_HOPS} (RFC 5321, section 6.3). */
        TOO_MANY_HOPS
    }
}
