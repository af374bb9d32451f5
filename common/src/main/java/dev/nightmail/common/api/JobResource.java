package dev.nightmail.common.api;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;

/** Lets a caller follow its jobs; every service answers for every job. */
@Path("/api/jobs")
@RunOnVirtualThread
class JobResource {

    private final Sql sql;
    private final JobViewRepository jobs;
    private final Caller caller;

    JobResource(Sql sql, JobViewRepository jobs, Caller caller) {
        this.sql = sql;
        this.jobs = jobs;
        this.caller = caller;
    }

    @GET
    @Path("{id}")
    public JobView get(UUID id) {
        return sql.transaction(Access.request(caller.tenant()), () -> jobs.find(id))
                .orElseThrow(Problem::notFound);
    }
}
