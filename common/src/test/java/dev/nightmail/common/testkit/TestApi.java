package dev.nightmail.common.testkit;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.security.ApiKeyRepository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.stream.Stream;

/** The API of a service under test, as a fresh tenant with a key of its own sees it. */
public final class TestApi {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final ApiKeyRepository.Opened opened;

    /** The base is the root of the service. */
    public TestApi(URI base) {
        this(base, "tenant " + UUID.randomUUID());
    }

    private TestApi(URI base, String tenant) {
        this.base = base;
        try {
            this.opened =
                    ApiKeyRepository.open(
                            TestApi::connect, new Ids(InstantSource.system()), tenant);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same as one sees it who runs the installation. */
    public static TestApi operator(URI base) {
        var name = "the system";
        TestDatabase.asOwner(
                "INSERT INTO core.tenant (id, name) VALUES ('%s', '%s') ON CONFLICT DO NOTHING"
                        .formatted(Ids.NIL, name));
        return new TestApi(base, name);
    }

    public UUID tenant() {
        return opened.tenantId();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE().build());
    }

    /** Headers are given as names and values in turn. */
    public HttpResponse<String> post(String path, String json, String... headers)
            throws IOException, InterruptedException {
        var request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** With this Content-Type, or without any if it is empty. */
    public HttpResponse<String> postTyped(String type, String path, String body)
            throws IOException, InterruptedException {
        var request = request(path).POST(BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return send(request.build());
    }

    /** With this text after "Bearer", instead of the tenant's key. */
    public HttpResponse<String> getAs(String key, String path)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Authorization", "Bearer " + key)
                        .build());
    }

    /** Without any key. */
    public HttpResponse<String> getAsNobody(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).build());
    }

    /** The lines of an answer as they come, until the stream of them is closed. */
    public HttpResponse<Stream<String>> follow(String path)
            throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofLines());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + opened.key());
    }

    private HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    private static Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(TestDatabase.url(), "nightmail_app", "none");
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL ROLE nightmail_machinery");
        }
        return connection;
    }
}
