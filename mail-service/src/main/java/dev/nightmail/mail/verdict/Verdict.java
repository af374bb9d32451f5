package dev.nightmail.mail.verdict;

import java.time.Duration;
import java.util.Optional;

/**
 * What an answer means.
 *
 * @param rule stable name of the rule that matched, as shown beside the attempt
 * @param hint after which time the server wants us back, from a second to a day
 */
public record Verdict(
        Action action, Scope scope, Category category, String rule, Optional<Duration> hint) {

    /** Any answer has one, a code that no standard knows too. */
    public static Verdict of(Answer answer) {
        return Rules.ALL.stream()
                .filter(rule -> rule.matches(answer))
                .findFirst()
                .map(rule -> rule.verdict(answer))
                .orElseThrow();
    }

    /** The address takes no mail and will not, so that none should be sent to it again. */
    public boolean isDeadAddress() {
        return action == Action.GIVE_UP
                && scope == Scope.RECIPIENT
                && (category == Category.NO_SUCH_ADDRESS || category == Category.MAILBOX_OFF);
    }
}
