package dev.nightmail.sync.account;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a caller changes of an account; what is absent stays as it is. */
@RegisterForReflection
public record AccountPatch(
        Optional<
                        @Size(max = 200)
                        @Pattern(regexp = AccountForm.PLAIN, message = AccountForm.NOT_PLAIN)
                        String>
                name,
        Optional<AccountForm.@Valid Server> imap,
        Optional<AccountForm.@Valid Server> smtp,
        Optional<
                        @Size(min = 1, max = 320)
                        @Pattern(regexp = AccountForm.PLAIN, message = AccountForm.NOT_PLAIN)
                        String>
                username,
        Optional<
                        @Size(min = 1, max = 4096)
                        @Pattern(regexp = AccountForm.PLAIN, message = AccountForm.NOT_PLAIN)
                        String>
                secret,
        Optional<@Min(1) @Max(1440) Integer> syncIntervalMinutes,
        Optional<Boolean> active,
        Optional<@Valid Depth> depth,
        Optional<Boolean> idle) {

    /** Whether the next log-in is another one than before. */
    boolean changesLogin() {
        return imap.isPresent() || smtp.isPresent() || username.isPresent() || secret.isPresent();
    }

    /** The names of what is given, for the audit. */
    List<String> fields() {
        var fields = new ArrayList<String>();
        name.ifPresent(_ -> fields.add("name"));
        imap.ifPresent(_ -> fields.add("imap"));
        smtp.ifPresent(_ -> fields.add("smtp"));
        username.ifPresent(_ -> fields.add("username"));
        secret.ifPresent(_ -> fields.add("secret"));
        syncIntervalMinutes.ifPresent(_ -> fields.add("syncIntervalMinutes"));
        active.ifPresent(on -> fields.add(on ? "active" : "paused"));
        depth.ifPresent(_ -> fields.add("depth"));
        idle.ifPresent(_ -> fields.add("idle"));
        return fields;
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "AccountPatch" + fields();
    }
}
