package dev.nightmail.sync.imap;

import java.util.OptionalLong;
import java.util.Set;

/** The flags of a message at one moment; {@code modSeq} is empty without CONDSTORE. */
public record FlagUpdate(long uid, Set<String> flags, OptionalLong modSeq) {}
