package dev.nightmail.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.local.up.Api;
import dev.nightmail.local.up.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * A method of a path, as a service's OpenAPI document has it.
 *
 * @param path with placeholders
 */
record Endpoint(String method, String path) {
    private static final String HEALTH = "/system/health";
    private static final String CALLBACK = "/api/oauth/callback";
    private static final String VERDICT = "\\{\"verdict\":\"(ok|warn|fail)\"\\}";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    static List<Endpoint> of(ServiceProcess service) {
        var all = new ArrayList<Endpoint>();
        for (var path : document(service).path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    all.add(
                            new Endpoint(
                                    operation.getKey().toUpperCase(Locale.ROOT), path.getKey()));
                }
            }
        }
        return all;
    }

    private static JsonNode document(ServiceProcess service) {
        var url = "http://127.0.0.1:" + service.managementPort() + "/q/openapi?format=json";
        try (var document = URI.create(url).toURL().openStream()) {
            return Api.JSON.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of what nobody has; type and kind are those of one service. */
    String target() {
        return path.replace("{type}", "user")
                .replace("{kind}", "sync.remove-account")
                .replaceAll("\\{[A-Za-z]+}", UUID.randomUUID().toString());
    }

    AttackRequest request() {
        var plain = AttackRequest.of(method, target());
        return takesBody() ? plain.json("{}") : plain;
    }

    /** Whether it answers anyone. */
    boolean isOpen() {
        return path.equals(HEALTH) || path.equals(CALLBACK);
    }

    /** All that one hears who has nothing: a verdict, or that something is missing. */
    String openAnswer() {
        return path.equals(HEALTH) ? VERDICT : "(?s).*\"urn:nightmail:problem:invalid\".*";
    }

    boolean takesBody() {
        return method.startsWith("P");
    }
}
