package dev.nightmail.sync;

import dev.nightmail.common.system.TestSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;

/** Calls that somebody makes who has the secret. */
record SignedCalls(URI root) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static TestSignature now() {
        return TestSignature.at(InstantSource.system().instant().getEpochSecond());
    }

    HttpResponse<String> signed(String target, String body)
            throws IOException, InterruptedException {
        return send(target, body, now().of("POST", target, body));
    }

    HttpResponse<String> send(String target, String body, String signature)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(root.resolve(target))
                        .header("X-Internal-Signature", signature)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
