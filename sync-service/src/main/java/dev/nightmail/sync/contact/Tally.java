package dev.nightmail.sync.contact;

import java.time.Instant;

/**
 * What some messages tell of one contact.
 *
 * @param name the one last given, at {@code nameAt}; empty when none was
 */
record Tally(String name, Instant nameAt, int sentTo, int receivedFrom, Span span) {

    /** From the first message to the last. */
    record Span(Instant first, Instant last) {

        Span with(Span other) {
            return new Span(
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    static Tally sentTo(String name, Instant at) {
        return new Tally(name, at, 1, 0, new Span(at, at));
    }

    static Tally receivedFrom(String name, Instant at) {
        return new Tally(name, at, 0, 1, new Span(at, at));
    }

    Tally with(Tally other) {
        boolean isNewer =
                !other.name.isEmpty() && (name.isEmpty() || !other.nameAt.isBefore(nameAt));
        return new Tally(
                isNewer ? other.name : name,
                isNewer ? other.nameAt : nameAt,
                sentTo + other.sentTo,
                receivedFrom + other.receivedFrom,
                span.with(other.span));
    }
}
