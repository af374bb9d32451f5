package dev.nightmail.common.testkit;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.security.Keys;
import dev.nightmail.common.security.Scopes;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The API of a service under test, as a fresh tenant with a key of its own sees it. */
public final class TestApi {

    private static final Ids IDS = new Ids(InstantSource.system());

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final Keys.Made opened;

    /** The base is the root of the service. */
    public TestApi(URI base) {
        this(base, "tenant " + UUID.randomUUID());
    }

    private TestApi(URI base, String tenant) {
        this(base, withKeys(keys -> keys.open(tenant, "test")));
    }

    private TestApi(URI base, Keys.Made opened) {
        this.base = base;
        this.opened = opened;
    }

    /** As the same tenant, with another key that has these scopes. */
    public TestApi limitedTo(String... scopes) {
        var wish = new Keys.Wish("limited", Scopes.of(List.of(scopes)), Optional.empty());
        return new TestApi(base, withKeys(keys -> keys.make(tenant(), wish, "test")));
    }

    private static Keys.Made withKeys(Function<Keys, Keys.Made> make) {
        var sql = Sql.over(() -> TestDatabase.connect("test-api"));
        return sql.transaction(Access.machinery(), () -> make.apply(Keys.over(sql, IDS)));
    }

    /** As those see it who run the installation. */
    public static TestApi ofOperator(URI base) {
        return new TestApi(base, "operators");
    }

    public UUID tenant() {
        return opened.tenant();
    }

    /** The key's id. */
    public UUID keyId() {
        return opened.id();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    /** Headers are given as names and values in turn. */
    public HttpResponse<String> delete(String path, String... headers)
            throws IOException, InterruptedException {
        var request = request(path).DELETE();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Likewise. */
    public HttpResponse<String> put(String path, String json, String... headers)
            throws IOException, InterruptedException {
        var request =
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Likewise. */
    public HttpResponse<String> patch(String path, String json, String... headers)
            throws IOException, InterruptedException {
        var request =
                request(path)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
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

    /** Any method; the body is JSON, and none if it is empty. */
    public HttpResponse<String> call(String method, String path, String json)
            throws IOException, InterruptedException {
        var request = request(path).method(method, BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
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
}
