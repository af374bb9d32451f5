package dev.nightmail.mail.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to send a message.
 *
 * @param outcome of the job's attempt, such as {@code failed}, {@code rescued} or {@code returned};
 *     empty until it is written
 * @param reason stable and countable, such as {@code data-lost} or {@code 450 4.2.0}
 * @param cause why there was another attempt, when a person wanted it
 * @param phase how far it came; empty when no server was asked, or nobody knows
 * @param answers of those who were asked about
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record TimelineEntry(
        int attempt,
        Instant beganAt,
        Instant endedAt,
        Optional<String> outcome,
        Optional<String> reason,
        Optional<String> cause,
        Optional<String> phase,
        List<Answer> answers) {

    /**
     * What was heard for one recipient.
     *
     * @param reply in short, such as {@code 550 5.1.1}
     * @param words the server's own
     * @param rule by which we have understood it, such as {@code greylisted}; empty when it was
     *     taken
     * @param reason what that means, such as {@code no-such-address}; empty likewise
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Answer(String recipient, String reply, String words, String rule, String reason) {

        /** Shows no address, for it may end in a log. */
        @Override
        public String toString() {
            return "Answer[" + reply + "]";
        }
    }
}
