package dev.nightmail.maintenance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every answer has, and what none has. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class AnswersTest {

    private static final Duration DRIP = Duration.ofMillis(100);

    @Inject SchemaGate schema;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    @Tag("P4")
    void everyAnswerForbidsBrowsersToGuessFrameOrKeepIt() throws Exception {
        var api = new TestApi(root);
        var tooLong = "x".repeat(27_000_000);

        for (var answer :
                List.of(
                        api.get("/api/jobs"),
                        api.get("/api/jobs/x"),
                        api.get("/api/nothing"),
                        api.getAs("nm_wrong", "/api/jobs"),
                        api.post("/api/keys", tooLong))) {
            var headers = answer.headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy ->
                            assertThat(policy)
                                    .contains("default-src 'none'", "frame-ancestors 'none'"));
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
        }
    }

    @Test
    @Tag("P4")
    void pagesOfOthersMayNotRead() throws Exception {
        for (var method : List.of("GET", "OPTIONS")) {
            var answer = raw(method + " /api/jobs", "Origin: https://eve.example\r\n");

            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContainIgnoringCase("access-control");
        }
    }

    @Test
    @Tag("P1")
    void whatGoesWrongTellsNothingOfTheInside() throws Exception {
        var api = new TestApi(root);
        for (var answer :
                List.of(
                        raw("GET /api/jobs/%zz", ""),
                        raw("GET /nothing", ""),
                        raw("BREW /api/jobs", ""),
                        api.call("PUT", "/api/jobs", "{}").body(),
                        api.get("/api/jobs?limit=x").body(),
                        api.get("/api/keys?limit=x").body(),
                        api.get("/api/keys?after=x").body(),
                        api.call("POST", "/api/jobs/" + UUID.randomUUID() + "/cancel", "{")
                                .body())) {
            assertThat(answer)
                    .doesNotContain("Exception", "\tat ", "dev.nightmail", "io.quarkus", "SELECT");
        }
    }

    @Test
    @Tag("P1")
    void limitThatIsNoneIsInvalidInEachList() throws Exception {
        var api = new TestApi(root);

        for (var list : List.of("/api/jobs", "/api/keys", "/api/audit")) {
            for (var limit : List.of("x", "0", "201", "99999999999", "1.5")) {
                var answer = api.get(list + "?limit=" + limit);

                assertThat(answer.statusCode()).as(list + " " + limit).isEqualTo(400);
                assertThat(answer.body()).contains("urn:nightmail:problem:invalid");
            }
            for (var limit : List.of("1", "200")) {
                assertThat(api.get(list + "?limit=" + limit).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    @Tag("P1")
    @Timeout(30)
    void callerWhoseBodyDripsIsCutOff() throws Exception {
        var made = new TestApi(root).post("/api/keys", "{\"name\": \"x\", \"scopes\": [\"*\"]}");
        var key = new ObjectMapper().readTree(made.body()).get("key").asText();
        for (var known : List.of("", "Authorization: Bearer " + key + "\r\n")) {
            try (var socket = new Socket(root.getHost(), root.getPort())) {
                var headers = known + "Content-Type: application/json\r\nContent-Length: 5000\r\n";
                socket.getOutputStream().write(request("POST /api/keys", headers));

                while (!isClosed(socket)) {
                    LockSupport.parkNanos(DRIP.toNanos());
                }
            }
        }
    }

    /** Sends one more byte. */
    private static boolean isClosed(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write(' ');
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    /** The whole answer, as it comes. */
    private String raw(String line, String headers) throws IOException {
        try (var socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream().write(request(line, headers + "Connection: close\r\n"));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    private byte[] request(String line, String headers) {
        return "%s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
                .formatted(line, root.getAuthority(), headers)
                .getBytes(US_ASCII);
    }
}
