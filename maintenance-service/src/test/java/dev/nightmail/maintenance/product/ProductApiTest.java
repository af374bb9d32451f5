package dev.nightmail.maintenance.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The product's facts, as the product sends them by HTTP. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("P5")
class ProductApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USERS = "/api/ingest/user";
    private static final String MOMENT = "\"2026-11-22T08:00:00.000000Z\"";

    /** What an item of each type must have, and what it may have. */
    private static final Map<String, List<String>> EXAMPLES =
            Map.of(
                    "user",
                            List.of(
                                    "\"address\":\"a@example.org\"",
                                    "\"name\":\"Ann\",\"planId\":\"p1\""),
                    "plan",
                            List.of(
                                    "\"cycleStart\":\"2026-11-01\",\"cycleLength\":\"P1M\",\"zone\":\"Europe/Berlin\"",
                                    "\"name\":\"Pro\",\"allowanceBytes\":1000,\"allowanceMessages\":0"),
                    "session",
                            List.of(
                                    "\"userId\":\"u1\",\"createdAt\":" + MOMENT,
                                    "\"hash\":\"%s\",\"lastSeenAt\":%s,\"expiresAt\":%s"
                                            .formatted(Batch.HASH, MOMENT, MOMENT)),
                    "magic-link",
                            List.of(
                                    "\"userId\":\"u1\",\"createdAt\":%s,\"expiresAt\":%s"
                                            .formatted(MOMENT, MOMENT),
                                    "\"hash\":\"%s\",\"usedAt\":%s".formatted(Batch.HASH, MOMENT)));

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    void thousandItemsAreTakenOnceHoweverOftenTheyAreSent() throws Exception {
        var api = new TestApi(root);

        var first = api.post(USERS, Batch.users(1_000));
        var second = api.post(USERS, Batch.users(1_000));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(first.body()).at("/created").asInt()).isEqualTo(1_000);
        assertThat(JSON.readTree(second.body()).at("/unchanged").asInt()).isEqualTo(1_000);
        assertThat(stored(api, "user", "user-999").at("/fields/address").asText())
                .isEqualTo("user999@example.org");
    }

    @Test
    void oneMoreThanAThousandIsNoBatchAndNothingOfItIsTaken() throws Exception {
        var api = new TestApi(root);

        var answer = api.post(USERS, Batch.users(1_001));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:nightmail:problem:invalid", "1,000");
        assertThat(api.get(USERS + "/user-0").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNoBatchIsRefused() throws Exception {
        var api = new TestApi(root);
        var user = Batch.user("a", 1, "a@example.org");

        for (var body :
                List.of(
                        "",
                        "{",
                        "null",
                        "[]",
                        "{}",
                        "{\"items\":{}}",
                        Batch.of(),
                        Batch.of(user) + "x",
                        "{\"items\":[" + user + "],\"more\":1}",
                        "{\"items\":[],\"items\":[" + user + "]}",
                        Batch.of(user.replace("\"version\":1", "\"version\":1,\"version\":2")))) {
            var answer = api.post(USERS, body);

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
        }
        assertThat(api.postTyped("text/plain", USERS, Batch.of(user)).statusCode()).isEqualTo(415);
        assertThat(api.get(USERS + "/a").statusCode()).isEqualTo(404);
    }

    @Test
    void bodyOfMoreThanTwoMegabytesIsRefused() throws Exception {
        var api = new TestApi(root);
        var user = Batch.of(Batch.user("a", 1, "a@example.org"));
        int most = 2 * 1024 * 1024;

        var fits = api.post(USERS, user + " ".repeat(most - user.length()));
        var tooLong = api.post(USERS, user + " ".repeat(most - user.length() + 1));

        assertThat(fits.statusCode()).isEqualTo(200);
        assertThat(tooLong.statusCode()).isEqualTo(413);
        assertThat(tooLong.body()).contains("urn:nightmail:problem:request-entity-too-large");
    }

    @Test
    void malformedItemsAreToldByTheirPlaceAndDoNotKeepTheOthers() throws Exception {
        var api = new TestApi(root);

        var answer =
                api.post(
                        USERS,
                        Batch.of(
                                Batch.user("a", 1, "a@example.org"),
                                Batch.user("b", 1, "no-address"),
                                Batch.user("c", -1, "c@example.org"),
                                Batch.user("d", 1, "nul\\u0000@example.org"),
                                Batch.user("e", 1, "half\\ud800@example.org"),
                                Batch.user("f", 1, "f@example.org").replace("address", "mail"),
                                "null",
                                Batch.user("h", 1, "h@example.org")));

        assertThat(answer.statusCode()).isEqualTo(200);
        var body = JSON.readTree(answer.body());
        assertThat(body.at("/created").asInt()).isEqualTo(2);
        assertThat(body.at("/errors").findValuesAsText("index"))
                .containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(body.at("/errors").findValuesAsText("field"))
                .containsExactly("address", "version", "address", "address", "mail", "");
        assertThat(answer.body()).doesNotContain("no-address", "example.org");
        assertThat(stored(api, "user", "h").at("/version").asInt()).isOne();
    }

    @Test
    void batchInWhichNothingIsWantedIsAProblem() throws Exception {
        var api = new TestApi(root);
        api.post(USERS, Batch.of(Batch.user("a", 1, "a@example.org")));

        var answer =
                api.post(
                        USERS,
                        Batch.of(
                                Batch.user("b", 1, "no-address"),
                                Batch.user("a", 1, "other@example.org")));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(answer.body()).contains("urn:nightmail:problem:nothing-taken");
        assertThat(JSON.readTree(answer.body()).at("/errors").findValuesAsText("code"))
                .containsExactly("malformed", "conflict");
        assertThat(stored(api, "user", "a").at("/fields/address").asText())
                .isEqualTo("a@example.org");
    }

    @Test
    void deletedThingIsNotBroughtBackByWhatComesLate() throws Exception {
        var api = new TestApi(root);

        api.post(USERS, Batch.of(Batch.user("a", 1, "a@example.org"), Batch.tombstone("a", 3)));
        var late = api.post(USERS, Batch.of(Batch.user("a", 2, "a@example.org")));

        assertThat(JSON.readTree(late.body()).at("/stale").asInt()).isOne();
        var kept = stored(api, "user", "a");
        assertThat(kept.at("/deleted").asBoolean()).isTrue();
        assertThat(kept.at("/fields")).isEmpty();
    }

    @Test
    @Tag("P2")
    void thingsOfAnotherTenantAreNotFoundAndNotTouched() throws Exception {
        var ours = new TestApi(root);
        var theirs = new TestApi(root);
        theirs.post(USERS, Batch.of(Batch.user("a", 1, "theirs@example.org")));

        assertThat(ours.get(USERS + "/a").statusCode()).isEqualTo(404);
        ours.post(USERS, Batch.of(Batch.user("a", 2, "ours@example.org")));

        assertThat(stored(theirs, "user", "a").at("/fields/address").asText())
                .isEqualTo("theirs@example.org");
    }

    @Test
    void typeThatNobodyKnowsHereIsNotFound() throws Exception {
        var api = new TestApi(root);

        assertThat(api.post("/api/ingest/hearing", Batch.users(1)).statusCode()).isEqualTo(404);
        assertThat(api.get("/api/ingest/hearing/a").statusCode()).isEqualTo(404);
        assertThat(api.get(USERS + "/%00").statusCode()).isEqualTo(404);
    }

    @Test
    void everyTypeIsTakenWithAllItsFieldsAndWithoutTheOptionalOnes() throws Exception {
        var api = new TestApi(root);
        for (var example : EXAMPLES.entrySet()) {
            var least = example.getValue().getFirst();
            var whole = least + "," + example.getValue().getLast();
            var answer =
                    api.post(
                            "/api/ingest/" + example.getKey(),
                            Batch.of(
                                    "{\"externalId\":\"whole\",\"version\":1," + whole + "}",
                                    "{\"externalId\":\"least\",\"version\":1," + least + "}",
                                    Batch.tombstone("gone", 1)));

            assertThat(answer.body()).as(example.getKey()).contains("\"created\":2,");
            assertThat(stored(api, example.getKey(), "whole").at("/fields"))
                    .isEqualTo(JSON.readTree("{" + whole + "}"));
            assertThat(stored(api, example.getKey(), "least").at("/fields"))
                    .isEqualTo(JSON.readTree("{" + least + "}"));
        }
    }

    @Test
    void tokenIsTakenNeitherAsAnIdNorAsAHash() throws Exception {
        var api = new TestApi(root);
        var session =
                "{\"externalId\":\"%s\",\"version\":1,\"userId\":\"u1\",\"hash\":\"%s\",\"createdAt\":\"2026-11-22T08:00:00Z\"}";

        var answer =
                api.post(
                        "/api/ingest/session",
                        Batch.of(
                                session.formatted("eyJhbGciOiJIUzI1NiJ9.e30.c2ln", Batch.HASH),
                                session.formatted("s".repeat(65), Batch.HASH),
                                session.formatted("s1", "secret-token"),
                                session.formatted("s1", Batch.HASH + "0")));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).at("/errors").findValuesAsText("field"))
                .containsExactly("externalId", "externalId", "hash", "hash");
        assertThat(answer.body()).doesNotContain("secret-token", "eyJ");
    }

    private static JsonNode stored(TestApi api, String type, String id)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = api.get("/api/ingest/" + type + "/" + id);
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
