package dev.nightmail.common.admin;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.ApiKeyRepository;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Keys;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Lets a tenant make, see and revoke its keys; every service answers for all of them. */
@Path("/api/keys")
@RunOnVirtualThread
@Scope("keys:write")
class KeyResource {

    private static final UUID LATEST = new UUID(-1, -1);

    /** No column keeps all that an Instant can be. */
    private static final Instant LATEST_EXPIRY = Instant.parse("9999-12-31T23:59:59Z");

    private final Sql sql;
    private final ApiKeyRepository stored;
    private final Keys keys;
    private final Caller caller;
    private final InstantSource clock;

    KeyResource(Sql sql, ApiKeyRepository stored, Keys keys, Caller caller, InstantSource clock) {
        this.sql = sql;
        this.stored = stored;
        this.keys = keys;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * The latest first, with those that are revoked; {@code after} is the {@code next} of before.
     */
    @GET
    public KeyView.Page list(
            @QueryParam("after") Optional<UUID> after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var found =
                sql.transaction(request(), () -> stored.list(after.orElse(LATEST), limit)).stream()
                        .map(KeyView::of)
                        .toList();
        return new KeyView.Page(
                found, found.size() < limit ? Optional.empty() : Optional.of(found.getLast().id()));
    }

    @GET
    @Path("{id}")
    public KeyView get(UUID id) {
        return sql.transaction(request(), () -> stored.find(id))
                .map(KeyView::of)
                .orElseThrow(Problem::notFound);
    }

    /** The key is in the answer and nowhere else; a repeat makes another one. */
    @POST
    public Response make(@NotNull @Valid KeyForm form) {
        var wish = form.toWish();
        check(wish);
        var made =
                sql.transaction(request(), () -> keys.make(caller.tenant(), wish, caller.actor()));
        return Response.created(URI.create("/api/keys/" + made.id()))
                .entity(new KeyView.Made(made.id(), made.key()))
                .build();
    }

    private void check(Keys.Wish wish) {
        wish.scopes()
                .findUnknown()
                .ifPresent(unknown -> {
                    throw Problem.invalid("There is no scope of that name: " + unknown);
                });
        wish.expiresAt()
                .filter(at -> !at.isAfter(clock.instant()) || at.isAfter(LATEST_EXPIRY))
                .ifPresent(unfit -> {
                    throw Problem.invalid(
                            "expiresAt must be in the future, and before the year 10000.");
                });
        caller.scopes()
                .findMissing(wish.scopes())
                .ifPresent(missing -> {
                    throw Problem.scopeMissing(missing);
                });
    }

    /** From the answer on, the key opens nothing; also when it was revoked before. */
    @DELETE
    @Path("{id}")
    public void revoke(UUID id) {
        if (!sql.transaction(request(), () -> keys.revoke(id, caller.actor()))) {
            throw Problem.notFound();
        }
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
