package dev.nightmail.common.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Calls every endpoint of a service that takes an id, with ids of another tenant. Endpoints are
 * found in the OpenAPI document, so that none is forgotten.
 *
 * @param management where the document is
 * @param owner whose the ids are
 * @param stranger who has nothing
 */
public record ForeignIds(TestApi management, TestApi owner, TestApi stranger) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "{id}";

    /** What else stands in a path is the number of a thing within. */
    private static final Pattern NUMBER = Pattern.compile("\\{[a-z]+}");

    private static final Pattern ID_IN_TARGET =
            Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    record Args() {}

    /** What nobody runs. */
    private static final class IdleJob implements Job<Args> {

        @Override
        public JobKind<Args> kind() {
            return JobKind.of("test.be-foreign", Args.class, "test-foreign");
        }

        @Override
        public JobResult run(Args args, JobContext context) {
            return JobResult.completed();
        }
    }

    /**
     * Fails for an endpoint that answers otherwise than 404, or than for what there is not, and for
     * one of which no id is known.
     *
     * @param ids the owner's, by how a path begins: {@code /api/emails/{id}}, or {@code
     *     /api/emails?account}; those of jobs and keys are known
     * @param bodies by method and path where {@code {}} is none; what is wrong with a body may be
     *     said first
     */
    public void check(Map<String, UUID> ids, Map<String, String> bodies)
            throws IOException, InterruptedException {
        var all = new HashMap<>(ids);
        all.put(
                "/api/jobs/{id}",
                new TestJobs().enqueue(new IdleJob(), new Args(), owner.tenant()));
        all.put("/api/keys/{id}", owner.keyId());
        var calls = calls(all);
        assertThat(calls).isNotEmpty();
        for (var call : calls.entrySet()) {
            var words = call.getKey().split(" ", 2);
            var body = bodies.getOrDefault(call.getKey(), words[0].equals("GET") ? "" : "{}");
            if (words[0].equals("GET") && !call.getKey().endsWith("/events")) {
                assertThat(owner.call("GET", call.getValue(), "").statusCode())
                        .as("the owner's " + call.getKey())
                        .isEqualTo(200);
            }
            var foreign = stranger.call(words[0], call.getValue(), body);
            var unknown = stranger.call(words[0], ofNobody(call.getValue()), body);
            assertThat(foreign.statusCode()).as(call.getKey()).isEqualTo(404);
            assertThat(foreign.body()).as(call.getKey()).isEqualTo(unknown.body());
        }
    }

    /** The same with an id that there is not: who asks must not see a difference. */
    private static String ofNobody(String target) {
        return ID_IN_TARGET.matcher(target).replaceAll(UUID.randomUUID().toString());
    }

    /** What is called, by method and template. */
    private Map<String, String> calls(Map<String, UUID> ids)
            throws IOException, InterruptedException {
        var document = JSON.readTree(management.get("/q/openapi?format=json").body());
        var calls = new TreeMap<String, String>();
        for (var path : document.get("paths").properties()) {
            for (var method : METHODS) {
                if (path.getValue().has(method)) {
                    var name = method.toUpperCase(Locale.ROOT) + " " + path.getKey();
                    add(calls, name, path.getValue().get(method), ids);
                }
            }
        }
        return calls;
    }

    private static void add(
            Map<String, String> calls, String name, JsonNode operation, Map<String, UUID> ids) {
        var path = name.substring(name.indexOf(' ') + 1);
        if (path.contains(ID)) {
            calls.put(name, NUMBER.matcher(path.replace(ID, id(path, ids))).replaceAll("1"));
        }
        for (var parameter : operation.path("parameters")) {
            var query = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("query")
                    && !query.equals("after")
                    && parameter.path("schema").toString().contains("uuid")) {
                var start = path + "?" + query;
                calls.put(name + "?" + query, start + "=" + id(start, ids));
            }
        }
    }

    private static String id(String path, Map<String, UUID> ids) {
        return ids.entrySet().stream()
                .filter(known -> path.startsWith(known.getKey()))
                .max(Comparator.comparingInt(known -> known.getKey().length()))
                .map(known -> known.getValue().toString())
                .orElseThrow(() -> new AssertionError("Say which id belongs into " + path));
    }
}
