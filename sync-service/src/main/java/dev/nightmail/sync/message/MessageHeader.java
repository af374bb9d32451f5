package dev.nightmail.sync.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a message says of itself (RFC 5322, section 3.6).
 *
 * @param subject decoded; empty when there is none
 * @param participants of all roles, at most {@link HeaderParser#MAX_PARTICIPANTS}
 * @param date when its author sent it; empty if missing, broken or absurd
 * @param messageId without angle brackets
 * @param inReplyTo first id of that header, without angle brackets
 * @param references oldest first, at most {@link HeaderParser#MAX_REFERENCES}: the first one and
 *     the newest
 * @param listId the list's identifier (RFC 2919), in lower case
 * @param autoSubmitted its keyword in lower case (RFC 3834, section 5); {@code no} counts as absent
 */
public record MessageHeader(
        String subject,
        List<Participant> participants,
        Optional<Instant> date,
        Optional<String> messageId,
        Optional<String> inReplyTo,
        List<String> references,
        Optional<String> listId,
        Optional<String> autoSubmitted) {}
