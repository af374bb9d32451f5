package dev.nightmail.sync.imap;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The flags of a message at one moment.
 *
 * @param modSeq empty without CONDSTORE
 * @param labels as in {@link FetchedMessage.Gmail}; empty where they are not told
 */
public record FlagUpdate(
        long uid, Set<String> flags, OptionalLong modSeq, Optional<Set<String>> labels) {}
