package dev.nightmail.common.system;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.engine.AskedJobs;
import dev.nightmail.common.engine.KindRegistry;
import dev.nightmail.common.job.Enqueued;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.StrictJson;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.sql.Sql;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/** Enqueues single jobs of this service's kinds, as somebody asks for them by name. */
@Singleton
class JobRuns {

    private final KindRegistry kinds;
    private final AskedJobs jobs;
    private final Sql sql;
    private final ObjectMapper json;

    JobRuns(KindRegistry kinds, AskedJobs jobs, Sql sql, ObjectMapper json) {
        this.kinds = kinds;
        this.jobs = jobs;
        this.sql = sql;
        this.json =
                StrictJson.of(json)
                        .enable(
                                DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                                DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** What a body says; an empty one wants nothing in particular. */
    RunWish read(byte[] body) throws IOException {
        if (body.length == 0) {
            return RunWish.NONE;
        }
        var tree = json.readTree(body);
        if (!tree.isObject()) {
            throw Problem.invalid("The body is no JSON object.");
        }
        return json.treeToValue(tree, RunWish.class);
    }

    /** A new job, for the owner to wait for. */
    UUID start(String kind, RunWish wish, JobOwner owner) {
        var job = kinds.find(kind).orElseThrow(Problem::notFound);
        return start(job, wish, owner);
    }

    private <A extends Record> UUID start(Job<A> job, RunWish wish, JobOwner owner) {
        var wanted =
                NewJob.of(
                        job.kind(),
                        arguments(job, wish),
                        owner.tenant(),
                        Trigger.API,
                        owner.actor());
        var enqueued =
                sql.transaction(
                        owner.access(),
                        () -> enqueue(wish.dryRun().orElse(false) ? wanted.dry() : wanted, owner));
        if (!enqueued.isNew()) {
            throw new Problem(
                    Status.CONFLICT,
                    "already-running",
                    "A job with the same unique key is alive: " + enqueued.id() + ".");
        }
        return enqueued.id();
    }

    private Enqueued enqueue(NewJob<?> wanted, JobOwner owner) {
        return owner.isNamed() ? jobs.enqueueForNamed(wanted) : jobs.enqueue(wanted);
    }

    private <A extends Record> A arguments(Job<A> job, RunWish wish) {
        try {
            return json.convertValue(wish.args().orElse(Map.of()), job.kind().args());
        } catch (IllegalArgumentException e) {
            throw Problem.unprocessable(
                    "bad-arguments", "The args are not those of " + job.kind().name() + ".");
        }
    }
}
