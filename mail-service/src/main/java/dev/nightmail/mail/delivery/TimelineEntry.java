package dev.nightmail.mail.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Answer(String recipient, String reply, String words) {

        /** Shows no address, for it may end in a log. */
        @Override
        public String toString() {
            return "Answer[" + reply + "]";
        }
    }

    static List<Answer> answers(List<String> addresses, List<String> replies, List<String> words) {
        return IntStream.range(0, replies.size())
                .filter(n -> !replies.get(n).isEmpty())
                .mapToObj(n -> new Answer(addresses.get(n), replies.get(n), words.get(n)))
                .toList();
    }
}
