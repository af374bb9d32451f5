package dev.nightmail.common.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which jobs of the caller's a list shows.
 *
 * @param kind of that name only
 * @param state in that state only
 * @param before made before this one; {@link #NEWEST} for the first page
 */
record JobFilter(Optional<String> kind, Optional<State> state, UUID before, int limit) {

    static final String KINDS = "[a-z]+\\.[a-z]+(-[a-z]+)+";
    static final String STATES = "pending|processing|uncertain|completed|cancelled|failed";
    static final String IDS = "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

    private static final UUID NEWEST = new UUID(-1, -1);
    private static final Set<State> WAITING = EnumSet.of(State.PENDING, State.UNCERTAIN);
    private static final Set<State> ENDED =
            EnumSet.of(State.COMPLETED, State.CANCELLED, State.FAILED);

    /** What the world is told of a job's state. */
    enum State {
        PENDING,
        PROCESSING,
        UNCERTAIN,
        COMPLETED,
        CANCELLED,
        FAILED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of texts that have the forms above. */
    static JobFilter of(
            Optional<String> kind, Optional<String> state, Optional<String> after, int limit) {
        return new JobFilter(
                kind,
                state.map(text -> State.valueOf(text.toUpperCase(Locale.ROOT))),
                after.map(UUID::fromString).orElse(NEWEST),
                limit);
    }

    boolean wantsWaiting() {
        return state.isEmpty() || WAITING.contains(state.get());
    }

    boolean wantsRunning() {
        return state.isEmpty() || state.get() == State.PROCESSING;
    }

    /** As they are stored with attempts. */
    String[] endsWanted() {
        return ENDED.stream()
                .filter(end -> state.isEmpty() || state.get() == end)
                .map(end -> end == State.FAILED ? "discarded" : end.text())
                .toArray(String[]::new);
    }

    /** Whether jobs that are found may be none of the wanted ones. */
    boolean passesOver() {
        return kind.isPresent() || state.map(WAITING::contains).orElse(false);
    }

    /** The page of these jobs, of which one more than the limit was asked for. */
    <T> List<T> page(List<T> found) {
        return found.subList(0, Math.min(limit, found.size()));
    }
}
