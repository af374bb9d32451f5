package dev.nightmail.common.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.engine.AskedJobs;
import dev.nightmail.common.engine.Engine;
import dev.nightmail.common.engine.KindRegistry;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.DryRunReport;
import dev.nightmail.common.job.Enqueued;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A service that runs one job and ends. */
@Singleton
public class JobRunApplication implements QuarkusApplication {

    private final KindRegistry kinds;
    private final AskedJobs jobs;
    private final Sql sql;
    private final Engine engine;
    private final ObjectMapper json;
    private final TypedArguments arguments;

    JobRunApplication(
            KindRegistry kinds, AskedJobs jobs, Sql sql, Engine engine, ObjectMapper json) {
        this.kinds = kinds;
        this.jobs = jobs;
        this.sql = sql;
        this.engine = engine;
        this.json = json;
        this.arguments = new TypedArguments(json);
    }

    /** What was typed, on its way through Quarkus. */
    record Line(
            String kind,
            Map<String, String> args,
            Optional<UUID> tenant,
            Optional<DryRunOptions.Form> dry) {

        String[] toArguments() {
            var texts =
                    new ArrayList<>(
                            List.of(
                                    kind,
                                    tenant.orElse(Ids.NIL).toString(),
                                    dry.map(Enum::name).orElse("")));
            args.forEach((name, value) -> texts.add(name + "=" + value));
            return texts.toArray(String[]::new);
        }

        static Line of(String... texts) {
            var args = new TreeMap<String, String>();
            for (int i = 3; i < texts.length; i++) {
                int equals = texts[i].indexOf('=');
                args.put(texts[i].substring(0, equals), texts[i].substring(equals + 1));
            }
            var dry = Optional.of(texts[2]).filter(form -> !form.isEmpty());
            return new Line(
                    texts[0],
                    args,
                    Optional.of(UUID.fromString(texts[1])),
                    dry.map(DryRunOptions.Form::valueOf));
        }
    }

    @Override
    public int run(String... texts) {
        var line = Line.of(texts);
        var job = kinds.find(line.kind());
        if (job.isEmpty()) {
            return refuse("Unknown kind: " + line.kind() + ". This service knows: " + known());
        }
        engine.makeAvailable();
        Optional<Enqueued> enqueued;
        try {
            enqueued = enqueue(job.get(), line);
        } catch (IllegalArgumentException | Problem e) {
            return refuse(String.valueOf(e.getMessage()));
        }
        return enqueued.map(mine -> follow(job.get(), line, mine))
                .orElseGet(() -> refuse(TypedArguments.usage(job.get().kind())));
    }

    private static int refuse(String why) {
        System.err.println(why);
        return ExitCode.USAGE;
    }

    private int follow(Job<?> job, Line line, Enqueued enqueued) {
        var before = attemptsBefore(enqueued, job.kind());
        if (before.isEmpty()) {
            System.err.println("Already alive: job " + enqueued.id());
            return ExitCode.ALREADY_RUNNING;
        }
        var end = engine.runOnly(enqueued.id(), job.kind(), before.get());
        System.out.println(
                line.dry()
                        .flatMap(form -> end.report().map(report -> show(form, line, report)))
                        .orElse(end.text()));
        return end.isSuccess() ? ExitCode.SUCCESS : ExitCode.FAILURE;
    }

    /**
     * Of the job that is to be run: a new one, or one with its unique key that waits for a worker,
     * such as that of a run that was killed. Empty when it runs, or waits for its time.
     */
    private Optional<Integer> attemptsBefore(Enqueued enqueued, JobKind<?> kind) {
        return enqueued.isNew() ? Optional.of(0) : engine.attemptsOfWaiting(enqueued.id(), kind);
    }

    private <A extends Record> Optional<Enqueued> enqueue(Job<A> job, Line line) {
        return arguments
                .find(job.kind(), line.args())
                .map(args ->
                        NewJob.of(
                                job.kind(),
                                args,
                                line.tenant().orElse(Ids.NIL),
                                Trigger.CLI,
                                Actor.current()))
                .map(wanted -> line.dry().isPresent() ? wanted.dry() : wanted)
                .map(wanted ->
                        sql.transaction(Access.machinery(), () -> jobs.enqueueForNamed(wanted)));
    }

    private String show(DryRunOptions.Form form, Line line, String report) {
        try {
            return switch (form) {
                case JSON -> json.readTree(report).toPrettyString();
                case TEXT -> ReportText.of(line.kind(), json.readValue(report, DryRunReport.class));
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored report is no report", e);
        }
    }

    private String known() {
        return String.join(", ", kinds.jobs().stream().map(job -> job.kind().name()).toList());
    }
}
