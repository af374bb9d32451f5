package dev.nightmail.common.health;

import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;

/** Lists alerts for operators; each service lists those of all. */
@Path("/api/alerts")
@Scope("system:read")
@RunOnVirtualThread
class AlertResource {

    static final String IDS = "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";
    private static final UUID NEWEST = new UUID(-1, -1);

    private final Sql sql;
    private final HealthRepository health;
    private final Caller caller;

    AlertResource(Sql sql, HealthRepository health, Caller caller) {
        this.sql = sql;
        this.health = health;
        this.caller = caller;
    }

    /** Newest first; {@code after} is the {@code next} of the page before. */
    @GET
    public AlertView.Page list(
            @QueryParam("state")
                    @DefaultValue("open")
                    @Pattern(regexp = "open|all", message = "must be open or all")
                    String state,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("after")
                    Optional<@Pattern(regexp = IDS, message = "must be an id") String> after) {
        caller.requireOperator();
        var before = after.map(UUID::fromString).orElse(NEWEST);
        return page(state.equals("all"), before, limit);
    }

    private AlertView.Page page(boolean isResolvedToo, UUID before, int limit) {
        var found =
                sql.transaction(
                        Access.machinery(), () -> health.alerts(isResolvedToo, before, limit + 1));
        var page =
                found.subList(0, Math.min(limit, found.size())).stream()
                        .map(AlertView::of)
                        .toList();
        return new AlertView.Page(
                page, found.size() > limit ? Optional.of(page.getLast().id()) : Optional.empty());
    }
}
