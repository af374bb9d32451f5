package dev.nightmail.mail.smtp;

import dev.nightmail.mail.verdict.Action;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of offering a message once.
 *
 * @param phase how far it came
 * @param outcomes one for each recipient of the envelope, in its order
 */
public record SmtpResult(Phase phase, Map<String, SmtpOutcome> outcomes) {

    public SmtpResult {
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    }

    /** The same for all that nothing else is said of. */
    public static SmtpResult of(
            Phase phase, Envelope envelope, SmtpOutcome outcome, Map<String, SmtpOutcome> others) {
        var outcomes = new LinkedHashMap<String, SmtpOutcome>();
        envelope.recipients().forEach(one -> outcomes.put(one, others.getOrDefault(one, outcome)));
        return new SmtpResult(phase, outcomes);
    }

    /** As if the server had taken it for all. */
    public static SmtpResult taken(Envelope envelope) {
        return of(
                Phase.REPLIED,
                envelope,
                new SmtpOutcome.Accepted(new SmtpReply(250, "")),
                Map.of());
    }

    /** Why no message of the account can go before its owner has changed something. */
    public Optional<Refusal> refusalOfAccount() {
        return refusals()
                .filter(refusal -> refusal.verdict().action() == Action.PAUSE_ACCOUNT)
                .findFirst();
    }

    /** After which time the server wants us back, if it has said so; the longest counts. */
    public Optional<Duration> wantedBack() {
        return refusals()
                .flatMap(refusal -> refusal.verdict().hint().stream())
                .max(Comparator.naturalOrder());
    }

    private Stream<Refusal> refusals() {
        return outcomes.values().stream().flatMap(outcome -> outcome.findRefusal().stream());
    }

    /** Shows no address, for it may end in a log. */
    @Override
    public String toString() {
        return "SmtpResult[" + phase + ", " + outcomes.values() + "]";
    }
}
