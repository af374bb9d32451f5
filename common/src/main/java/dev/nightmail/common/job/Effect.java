package dev.nightmail.common.job;

/**
 * Something that a job does to the outside.
 *
 * @param name one of the job's own, such as {@code smtp}
 * @param stableId what the far side would recognise a repeat by, such as a Message-ID
 */
public record Effect(String name, String stableId) {

    /** The stable id as people are shown it: an address is masked, a Message-ID is none. */
    public String maskedId() {
        int at = stableId.lastIndexOf('@');
        return at < 1 || stableId.startsWith("<")
                ? stableId
                : stableId.charAt(0) + "***" + stableId.substring(at);
    }
}
