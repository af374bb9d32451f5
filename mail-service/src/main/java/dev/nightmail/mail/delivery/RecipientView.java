package dev.nightmail.mail.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/**
 * What has become of a message for one of its recipients.
 *
 * @param state waiting, sent, failed, uncertain or cancelled
 * @param reply the server's last code, such as {@code 550 5.1.1}, or why it was not asked
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RecipientView(String address, String state, Optional<String> reply) {

    static List<RecipientView> of(Recipients recipients) {
        return recipients.all().stream()
                .map(one ->
                        new RecipientView(
                                one.address(),
                                one.isOpen() ? RecipientState.WAITING.text() : one.state().text(),
                                Optional.of(one.reply()).filter(reply -> !reply.isEmpty())))
                .toList();
    }

    /** Shows no address, for it may end in a log. */
    @Override
    public String toString() {
        return "RecipientView[" + state + "]";
    }
}
