package dev.nightmail.mail.bounce;

import java.util.List;
import java.util.Optional;

/**
 * By what the message can be found that a notice is about.
 *
 * @param messageId of the enclosed header, or else of the message that the notice answers to; with
 *     its angle brackets
 * @param envelopeId given at MAIL (RFC 3461, ENVID)
 * @param deliveredTo to which addresses of ours the notice came: its envelope recipient stands
 *     among them, where the server that took it noted that
 * @param header of the message that is enclosed, as far as it is
 */
public record Original(
        Optional<String> messageId,
        Optional<String> envelopeId,
        List<String> deliveredTo,
        Fields header) {

    public Original {
        deliveredTo = List.copyOf(deliveredTo);
    }

    /** Shows no address. */
    @Override
    public String toString() {
        return "Original[]";
    }
}
