package dev.nightmail.sync.account;

import dev.nightmail.common.net.WellFormedHost;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.InetSocketAddress;
import java.util.Optional;

/** What a caller tells of an account to add. */
@RegisterForReflection
public record AccountForm(
        @NotBlank @Email @Size(max = 320) @Pattern(regexp = PLAIN, message = NOT_PLAIN)
                String address,
        Optional<@Size(max = 200) @Pattern(regexp = PLAIN, message = NOT_PLAIN) String> name,
        @NotNull @Valid Server imap,
        @NotNull @Valid Server smtp,
        @NotBlank @Size(max = 320) @Pattern(regexp = PLAIN, message = NOT_PLAIN) String username,
        @NotBlank @Size(max = 4096) @Pattern(regexp = PLAIN, message = NOT_PLAIN) String secret,
        Optional<@Min(1) @Max(1440) Integer> syncIntervalMinutes,
        Optional<@Valid Depth> depth,
        Optional<Boolean> idle) {

    /** A line end in any of them would begin another command, or another field of a header. */
    public static final String PLAIN = "\\P{Cc}*";

    public static final String NOT_PLAIN = "must not have control characters";

    static final int DEFAULT_INTERVAL_MINUTES = 15;

    /**
     * Where and how to connect.
     *
     * @param tls {@code implicit} or {@code starttls}; plain text is never spoken
     */
    @RegisterForReflection
    public record Server(
            @NotBlank @WellFormedHost String host,
            @Min(1) @Max(65535) int port,
            @NotNull
                    @Pattern(regexp = "implicit|starttls", message = "must be implicit or starttls")
                    String tls) {

        /** Whether both are the same place, however it is protected. */
        boolean isAt(Server other) {
            return host.equalsIgnoreCase(other.host) && port == other.port;
        }

        InetSocketAddress unresolved() {
            return InetSocketAddress.createUnresolved(host, port);
        }
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "AccountForm[" + imap + ", " + smtp + "]";
    }
}
