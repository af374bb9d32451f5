package dev.nightmail.common.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** What is told of sending through mail accounts, each account's in order. */
public sealed interface MailFact {

    String TOPIC = "nightmail.mail.account.v1";

    UUID accountId();

    /**
     * The server refuses the account's log-in: nothing of it is sent until that is over.
     *
     * @param reason in one word, such as {@code auth}
     * @param rule by which the answer was understood
     */
    @RegisterForReflection
    record SendingPaused(UUID accountId, String reason, String rule) implements MailFact {}

    /** The first log-in that succeeds after that. */
    @RegisterForReflection
    record SendingResumed(UUID accountId) implements MailFact {}

    /** As in a CloudEvent. */
    default String type() {
        return "dev.nightmail.account."
                + switch (this) {
                    case SendingPaused _ -> "sending-paused";
                    case SendingResumed _ -> "sending-resumed";
                };
    }
}
