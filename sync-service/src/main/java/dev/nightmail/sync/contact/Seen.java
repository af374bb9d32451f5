package dev.nightmail.sync.contact;

import dev.nightmail.sync.message.Participant;
import java.time.Instant;
import java.util.List;

/**
 * When a message came, and whom it names.
 *
 * @param isSent whether the server says that the account has sent it, wherever it lies
 */
public record Seen(Instant at, List<Participant> participants, boolean isSent) {}
