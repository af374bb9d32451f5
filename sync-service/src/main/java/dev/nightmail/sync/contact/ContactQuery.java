package dev.nightmail.sync.contact;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which contacts a caller asks for. */
@SuppressWarnings("NullAway.Init") // All fields are set before anybody sees them.
public class ContactQuery {

    static final Set<String> NAMES = Set.of("account", "q", "after", "limit");

    @QueryParam("account")
    public @Nullable UUID account;

    @QueryParam("q")
    public Optional<String> q;

    @QueryParam("after")
    public Optional<String> after;

    @QueryParam("limit")
    @DefaultValue("50")
    @Min(1)
    @Max(200)
    public int limit;
}
