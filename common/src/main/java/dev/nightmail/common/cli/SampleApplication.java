package dev.nightmail.common.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.engine.KindRegistry;
import dev.nightmail.common.job.Job;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** A service that runs the sample of one kind dry, and ends. */
@Singleton
public class SampleApplication implements QuarkusApplication {

    private final KindRegistry kinds;
    private final JobRunApplication runs;
    private final ObjectMapper json;

    SampleApplication(KindRegistry kinds, JobRunApplication runs, ObjectMapper json) {
        this.kinds = kinds;
        this.runs = runs;
        this.json = json;
    }

    /** The kind, and the form of the report. */
    @Override
    public int run(String... texts) {
        var form = Optional.of(DryRunOptions.Form.valueOf(texts[1]));
        var job = kinds.find(texts[0]);
        var sample = job.flatMap(Job::sample);
        if (job.isPresent() && sample.isEmpty()) {
            System.err.println(
                    texts[0] + " has no sample: try jobs run --dry-run with arguments of its own");
            return ExitCode.USAGE;
        }
        var args = sample.map(this::typed).orElse(Map.of());
        return runs.run(
                new JobRunApplication.Line(texts[0], args, Optional.empty(), form).toArguments());
    }

    /** As a person would type them. */
    private Map<String, String> typed(Record args) {
        return json.convertValue(args, new TypeReference<>() {});
    }
}
