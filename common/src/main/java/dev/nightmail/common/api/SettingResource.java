package dev.nightmail.common.api;

import dev.nightmail.common.problem.Etag;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.setting.CurrentSetting;
import dev.nightmail.common.setting.LiveSettings;
import dev.nightmail.common.setting.SettingChanges;
import dev.nightmail.common.setting.SettingRepository.Wish;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets operators see all settings and change the live ones; every service answers for all. */
@Path("/api/settings")
@RunOnVirtualThread
@Scope("system:read")
class SettingResource {

    private static final String WRITE = "settings:write";

    private final Sql sql;
    private final SettingChanges changes;
    private final LiveSettings settings;
    private final Caller caller;
    private final String service;

    SettingResource(
            Sql sql,
            SettingChanges changes,
            LiveSettings settings,
            Caller caller,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.sql = sql;
        this.changes = changes;
        this.settings = settings;
        this.caller = caller;
        this.service = service;
    }

    @GET
    public SettingView.Page list() {
        caller.requireOperator();
        return new SettingView.Page(current().stream().map(SettingView::of).toList());
    }

    /** Its {@code ETag} is what a change has to name. */
    @GET
    @Path("{key}")
    public Response get(String key) {
        caller.requireOperator();
        return answer(find(key));
    }

    @GET
    @Path("{key}/history")
    public SettingView.History history(String key) {
        caller.requireOperator();
        find(key);
        var past = sql.transaction(Access.machinery(), () -> changes.listHistory(key));
        var views =
                IntStream.range(0, past.size())
                        .mapToObj(i ->
                                SettingView.ChangeView.of(
                                        past.get(i), past.stream().skip(i + 1L).findFirst()))
                        .toList();
        return new SettingView.History(new ArrayList<>(views));
    }

    /** In force here at once, and in every process within seconds. */
    @PUT
    @Path("{key}")
    @Scope(WRITE)
    public Response put(
            String key,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> seen,
            @NotNull @Valid NewValue wish) {
        caller.requireOperator();
        var current = findLive(key);
        var setting = current.setting();
        var value = wish.value().strip();
        if (!setting.form().admits(value)) {
            throw Problem.unprocessable("not-allowed", setting.fault(value));
        }
        return change(
                current,
                seen,
                new Wish(key, Optional.of(value), caller.actor(), wish.reason().strip()));
    }

    /** Back to what each process was started with. */
    @DELETE
    @Path("{key}")
    @Scope(WRITE)
    public Response delete(
            String key,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> seen,
            @QueryParam("reason")
                    @NotBlank
                    @Size(max = 500)
                    @Pattern(regexp = NewValue.ONE_LINE, message = NewValue.NOT_ONE_LINE)
                    String reason) {
        caller.requireOperator();
        return change(
                findLive(key),
                seen,
                new Wish(key, Optional.empty(), caller.actor(), reason.strip()));
    }

    private Response change(CurrentSetting before, Optional<String> seen, Wish wish) {
        int version = before.version();
        Etag.require(seen, version);
        boolean isDone = sql.transaction(Access.machinery(), () -> changes.make(wish, version));
        if (!isDone) {
            throw Etag.changedMeanwhile();
        }
        settings.refresh();
        return answer(find(wish.key()));
    }

    private CurrentSetting findLive(String key) {
        var current = find(key);
        if (!current.setting().isLive()) {
            throw new Problem(
                    Status.CONFLICT,
                    "not-live",
                    "It is read when a process starts: set %s and start it anew."
                            .formatted(current.setting().environment()));
        }
        return current;
    }

    private CurrentSetting find(String key) {
        return current().stream()
                .filter(each -> each.setting().key().equals(key))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private List<CurrentSetting> current() {
        var latest = sql.transaction(Access.machinery(), changes::listLatest);
        return CurrentSetting.list(settings.catalogue(), service, settings.given(), latest);
    }

    /** Settings are the installation's, and no tenant's. */
    private static Response answer(CurrentSetting current) {
        return Response.ok(SettingView.of(current))
                .header(HttpHeaders.ETAG, Etag.of(current.version()))
                .build();
    }
}
