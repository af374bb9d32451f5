package dev.nightmail.sync.consent;

import dev.nightmail.sync.account.AccountForm;
import dev.nightmail.sync.account.Depth;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/** What a caller tells of an account that an issuer shall vouch for; servers are the issuer's. */
@RegisterForReflection
public record ConsentForm(
        @NotBlank @Pattern(regexp = "[a-z][a-z0-9-]{0,30}", message = "must be a provider's name")
                String provider,
        @NotBlank
                @Email
                @Size(max = 320)
                @Pattern(regexp = AccountForm.PLAIN, message = AccountForm.NOT_PLAIN)
                String address,
        Optional<
                        @Size(max = 200)
                        @Pattern(regexp = AccountForm.PLAIN, message = AccountForm.NOT_PLAIN)
                        String>
                name,
        Optional<@Min(1) @Max(1440) Integer> syncIntervalMinutes,
        Optional<@Valid Depth> depth) {

    /** Addresses do not belong into logs. */
    @Override
    public String toString() {
        return "ConsentForm[" + provider + "]";
    }
}
