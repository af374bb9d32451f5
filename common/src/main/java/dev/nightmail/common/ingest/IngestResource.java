package dev.nightmail.common.ingest;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.nightmail.common.ingest.Reading.Item;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;

/** Takes the product's facts in batches; each service those types that it owns. */
@Path("/api/ingest/{type}")
@RunOnVirtualThread
@Scope("ingest:write")
class IngestResource {

    private static final String PROBLEM = "application/problem+json";

    private final IngestTypes types;
    private final BatchReader batches;
    private final IngestRepository items;
    private final Sql sql;
    private final Caller caller;

    IngestResource(
            IngestTypes types,
            BatchReader batches,
            IngestRepository items,
            Sql sql,
            Caller caller) {
        this.types = types;
        this.batches = batches;
        this.items = items;
        this.sql = sql;
        this.caller = caller;
    }

    /**
     * 200 with what became of the items: each stands for itself, and those that are refused do not
     * keep the others. 422 when all are. The same batch may be sent again at any time.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response take(@PathParam("type") String name, InputStream body) throws IOException {
        var type = type(name);
        var reader = new ItemReader(type);
        var readings = batches.items(body).stream().map(reader::read).toList();
        var wanted =
                readings.stream().filter(Item.class::isInstance).map(Item.class::cast).toList();
        var view = IngestView.of(readings, store(type, wanted));
        return view.isRefused()
                ? Response.status(RefusedBatchView.STATUS)
                        .type(PROBLEM)
                        .entity(RefusedBatchView.of(view.errors()))
                        .build()
                : Response.ok(view).build();
    }

    /** What was told last of one thing, for a look whether it has come in. */
    @GET
    @Path("{externalId}")
    public StoredItemView get(
            @PathParam("type") String name, @PathParam("externalId") String externalId) {
        var type = type(name);
        UUID tenant = caller.tenant();
        var id = type.externalId().text().apply(TextNode.valueOf(externalId));
        return id.flatMap(known ->
                        sql.transaction(
                                Access.request(tenant), () -> items.find(tenant, type, known)))
                .orElseThrow(Problem::notFound);
    }

    private List<ItemOutcome> store(IngestType type, List<Item> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        UUID tenant = caller.tenant();
        return sql.transaction(Access.request(tenant), () -> items.upsert(tenant, type, wanted));
    }

    private IngestType type(String name) {
        return types.find(name).orElseThrow(Problem::notFound);
    }
}
