package dev.nightmail.sync.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which messages are wanted: those of which all of it holds.
 *
 * @param hasAttachments whether they have some; empty when it does not matter
 */
public record MessageFilter(
        Within within,
        Flags flags,
        Words words,
        Received received,
        Optional<Boolean> hasAttachments) {

    /** The same in this thread. */
    public MessageFilter inThread(UUID thread) {
        return within(
                new Within(
                        within.account(), within.folder(), Optional.of(thread), within.labels()));
    }

    /** The same with this label of the account, and not in a folder. */
    public MessageFilter inLabel(UUID account, Label label) {
        var labels = Stream.concat(within.labels().stream(), Stream.of(label)).toList();
        return within(new Within(Optional.of(account), Optional.empty(), within.thread(), labels));
    }

    private MessageFilter within(Within other) {
        return new MessageFilter(other, flags, words, received, hasAttachments);
    }

    /**
     * Where they are; at least one of the first three is given.
     *
     * @param labels all of which they have
     */
    public record Within(
            Optional<UUID> account,
            Optional<UUID> folder,
            Optional<UUID> thread,
            List<Label> labels) {

        boolean isAnywhere() {
            return account.isEmpty() && folder.isEmpty() && thread.isEmpty();
        }
    }

    /** Which flags they have, and have not. */
    public record Flags(List<FlagName> has, List<FlagName> hasNot) {

        boolean isEmpty() {
            return has.isEmpty() && hasNot.isEmpty();
        }
    }

    /**
     * What their headers say, wherever it stands within.
     *
     * @param sender a whole address when there is something on both sides of its @
     * @param text each of these in the subject, or in a name or address of a participant
     */
    public record Words(Optional<String> sender, Optional<String> subject, List<String> text) {}

    /** From then on, and before then. */
    public record Received(Optional<Instant> since, Optional<Instant> before) {}
}
