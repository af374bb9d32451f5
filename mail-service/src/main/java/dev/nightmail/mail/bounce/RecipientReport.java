package dev.nightmail.mail.bounce;

import dev.nightmail.mail.verdict.Action;
import dev.nightmail.mail.verdict.Answer;
import dev.nightmail.mail.verdict.Scope;
import dev.nightmail.mail.verdict.Stage;
import dev.nightmail.mail.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What became of a message at one recipient.
 *
 * @param original whom the sender named (RFC 3464, section 2.3.1)
 * @param last to whom it went after all forwarding: the field Final-Recipient
 * @param status as in RFC 3463, or empty
 * @param diagnostic the words of the server that refused, at most 1,000 characters, or empty
 * @param remoteServer who gave the answer, or empty
 */
public record RecipientReport(
        Optional<String> original,
        Optional<String> last,
        ReportedAction action,
        String status,
        String diagnostic,
        String remoteServer) {

    static final int MOST_OF_A_DIAGNOSTIC = 1000;

    /**
     * A code at the beginning, or behind the words that tell of it; not a port or part of an
     * address.
     */
    private static final Pattern CODE =
            Pattern.compile("(?:^|[\\s:;#>])([45]\\d\\d)[ -](?!\\d+[.]\\d+[.]\\d+[.]\\d)(.*)");

    /** Whom the sender knows: the first name, if there is one. */
    public Optional<String> address() {
        return original.or(() -> last);
    }

    /**
     * What the answer means that a server gave to another one. Whoever can write to us can write a
     * report, so that none stops an account.
     */
    public Verdict verdict() {
        var code = CODE.matcher(diagnostic);
        var words = code.find() ? code.group(2) : diagnostic;
        var line = words.startsWith(classOf()) ? words : (status + " " + words).strip();
        int number = code.hasMatch() ? Integer.parseInt(code.group(1)) : codeOfStatus();
        var verdict = Verdict.of(Answer.of(Stage.RCPT, number, List.of(line)));
        return verdict.action() == Action.PAUSE_ACCOUNT
                ? new Verdict(
                        Action.GIVE_UP,
                        Scope.MESSAGE,
                        verdict.category(),
                        verdict.rule(),
                        Optional.empty())
                : verdict;
    }

    private String classOf() {
        return status.isEmpty() || status.endsWith(".0.0") ? "5." : status.substring(0, 2);
    }

    private int codeOfStatus() {
        return status.startsWith("4") ? 450 : 550;
    }

    /** Shows no address and no words. */
    @Override
    public String toString() {
        return "RecipientReport[" + action + " " + status + "]";
    }
}
