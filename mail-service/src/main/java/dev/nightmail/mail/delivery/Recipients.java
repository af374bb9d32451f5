package dev.nightmail.mail.delivery;

import static dev.nightmail.mail.delivery.RecipientState.FAILED;
import static dev.nightmail.mail.delivery.RecipientState.OFFERED;
import static dev.nightmail.mail.delivery.RecipientState.SENT;
import static dev.nightmail.mail.delivery.RecipientState.UNCERTAIN;
import static dev.nightmail.mail.delivery.RecipientState.WAITING;

import dev.nightmail.mail.smtp.SmtpOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * All recipients of a message, each decided by itself.
 *
 * <p>For whom a final dot stood has to be known after a death, too: if some are {@code OFFERED} for
 * these, else for all that are open.
 */
record Recipients(List<Recipient> all) {

    Recipients {
        all = List.copyOf(all);
    }

    /** Each once, whom nobody has been asked about. */
    static Recipients waiting(List<String> addresses) {
        return new Recipients(
                addresses.stream()
                        .distinct()
                        .map(address -> new Recipient(address, WAITING, ""))
                        .toList());
    }

    List<String> addresses() {
        return addresses(one -> true);
    }

    /** Whom an attempt is for. */
    List<String> open() {
        return addresses(Recipient::isOpen);
    }

    /** For whom a final dot stands. */
    List<String> inDoubt() {
        var offered = addresses(one -> one.state() == OFFERED);
        return offered.isEmpty() ? open() : offered;
    }

    /** The server has refused some, and is to get the final dot for the others that are open. */
    Recipients offeredBut(Map<String, SmtpOutcome> refused) {
        return open(one ->
                Optional.ofNullable(refused.get(one.address()))
                        .map(one::after)
                        .orElseGet(() -> one.with(OFFERED)));
    }

    /** What an attempt has come to; it was for all that were open. */
    Recipients after(Map<String, SmtpOutcome> outcomes) {
        return open(one ->
                Optional.ofNullable(outcomes.get(one.address()))
                        .map(one::after)
                        .orElseGet(() -> one.with(WAITING)));
    }

    /** No reply came to the final dot; those in doubt already are all. */
    Recipients doubted() {
        if (any(UNCERTAIN)) {
            return this;
        }
        var doubtful = inDoubt();
        return open(one -> one.with(doubtful.contains(one.address()) ? UNCERTAIN : WAITING));
    }

    /** Somebody has found out what became of those that were uncertain. */
    Recipients resolved(boolean sent, String why) {
        return map(one -> one.state() == UNCERTAIN ? one.with(sent ? SENT : WAITING, why) : one);
    }

    /** No further attempt is made. */
    Recipients givenUp(String why) {
        return open(one -> one.with(FAILED, one.reply().isEmpty() ? why : one.reply()));
    }

    /** No attempt is wanted any more. */
    Recipients cancelled() {
        return open(one -> one.with(RecipientState.CANCELLED));
    }

    /** Whether nothing is left to be done, and somebody has it. */
    boolean isSent() {
        return state() == MessageState.SENT || state() == MessageState.PARTLY_SENT;
    }

    MessageState state() {
        if (any(UNCERTAIN)) {
            return MessageState.UNCERTAIN;
        }
        if (!open().isEmpty()) {
            return MessageState.QUEUED;
        }
        if (any(RecipientState.CANCELLED)) {
            return MessageState.CANCELLED;
        }
        if (!any(FAILED)) {
            return MessageState.SENT;
        }
        return any(SENT) ? MessageState.PARTLY_SENT : MessageState.FAILED;
    }

    /** What was said of the one that keeps the message from being sent; else of the first. */
    String reply() {
        return all.stream()
                .filter(Recipient::isOpen)
                .findFirst()
                .or(() -> all.stream().filter(one -> one.state() == FAILED).findFirst())
                .orElseGet(all::getFirst)
                .reply();
    }

    /** As far as the engine knows more than the message: what has become of its job. */
    Recipients in(MessageState state) {
        return switch (state) {
            case UNCERTAIN -> doubted();
            case FAILED -> givenUp("");
            case CANCELLED -> cancelled();
            case QUEUED, SENT, PARTLY_SENT -> this;
        };
    }

    /** Whether the message's state and reply do not hold for each of them. */
    boolean differ() {
        return all.stream()
                                .map(one -> one.isOpen() ? one.with(WAITING) : one)
                                .map(one -> one.state() + one.reply())
                                .distinct()
                                .count()
                        > 1
                || inDoubt().size() < open().size();
    }

    String[] texts(Function<Recipient, String> part) {
        return all.stream().map(part).toArray(String[]::new);
    }

    private boolean any(RecipientState state) {
        return all.stream().anyMatch(one -> one.state() == state);
    }

    private Recipients open(UnaryOperator<Recipient> change) {
        return map(one -> one.isOpen() ? change.apply(one) : one);
    }

    private Recipients map(UnaryOperator<Recipient> change) {
        return new Recipients(all.stream().map(change).toList());
    }

    private List<String> addresses(Predicate<Recipient> which) {
        return all.stream().filter(which).map(Recipient::address).toList();
    }
}
