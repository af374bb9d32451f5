package dev.nightmail.mail.delivery;

import dev.nightmail.common.id.Sha256;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * What somebody wants to be sent.
 *
 * @param subject one line
 * @param text plain
 */
@RegisterForReflection
record NewEmail(
        @NotNull UUID accountId,
        @NotEmpty @Size(max = 100)
                List<
                                @NotNull @Size(max = 254)
                                @Pattern(
                                        regexp = NewEmail.ADDRESS,
                                        message = "must be an address such as name@example.org")
                                String>
                        to,
        @NotNull
                @Size(max = 900)
                @Pattern(
                        regexp = "\\P{Cntrl}*",
                        message = "must be one line without control characters")
                String subject,
        @NotNull
                @Size(max = 5_000_000)
                @Pattern(regexp = "[^\\x00]*+", message = "must not have a NUL")
                String text) {

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /** Dot-atoms in ASCII (RFC 5322, section 3.4.1); quoted and international ones not yet. */
    static final String ADDRESS =
            "(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*+@" + LABEL + "(?:\\." + LABEL + ")*+";

    /** Equal for requests that ask for the same; no part can hold what separates them. */
    String digest() {
        var whole = String.join("\n", accountId.toString(), String.join(",", to), subject, text);
        return Sha256.hex(whole.getBytes(StandardCharsets.UTF_8));
    }

    /** Shows no address and no text, for it may end in a log. */
    @Override
    public String toString() {
        return "NewEmail[" + accountId + "]";
    }
}
