package dev.nightmail.sync.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestApi;
import dev.nightmail.common.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("S13")
class BodyResourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject SchemaGate schema;
    @Inject Secrets secrets;

    @ConfigProperty(name = "nightmail.storage.folder")
    @SuppressWarnings("NullAway.Init")
    Path objects;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @BeforeEach
    void waitForTheSchema() throws InterruptedException {
        schema.await();
    }

    @Test
    @Tag("S10")
    void bodyThatIsNotHereIsFetchedAndThenShown() throws Exception {
        var api = new TestApi(root);
        var mail = mail(api, Mails.FULL);

        var first = api.get(body(mail));
        assertThat(first.statusCode()).isEqualTo(202);
        var job = first.headers().firstValue("Location").orElseThrow();
        assertThat(job).endsWith(read(first).at("/jobId").asText());
        assertThat(api.get(job).statusCode()).isEqualTo(200);

        var shown = read(whenThere(api, body(mail)));
        assertThat(shown.at("/text").asText()).isEqualTo("Grüße");
        assertThat(shown.at("/html").asText()).contains("Grüße").doesNotContain("onclick");
        assertThat(shown.at("/attachments/0/url").asText())
                .isEqualTo("/api/emails/" + mail.id + "/attachments/1");
    }

    @Test
    @Tag("S10")
    void pageOfABodyMayRunAndLoadNothing() throws Exception {
        var api = new TestApi(root);
        var mail = mail(api, Mails.FULL);

        var page = whenThere(api, body(mail) + "/html");

        assertThat(page.body())
                .startsWith("<!DOCTYPE html>")
                .contains("Grüße", "<img src=\"data:image/png;base64,")
                .doesNotContain("src=\"/api/");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .containsExactly(BodyPage.POLICY);
        assertThat(api.get(body(mail)).headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; frame-ancestors 'none'");
        assertThat(page.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(page.headers().firstValue("Content-Type").map(type -> type.replace(" ", "")))
                .hasValue("text/html;charset=UTF-8");
    }

    @Test
    @Tag("S10")
    void attachmentsAreHandedOutAsFilesOfAHarmlessType() throws Exception {
        var api = new TestApi(root);
        var mail = mail(api, Mails.FULL);
        whenThere(api, body(mail));
        var first = "/api/emails/" + mail.id + "/attachments/";

        var picture = api.get(first + 1);
        var file = whenThere(api, first + 2);

        assertThat(picture.body()).isEqualTo("picture of nothing");
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(picture.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename*=UTF-8''pic.png");
        assertThat(file.body()).isEqualTo("file of nothing");
        assertThat(file.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename*=UTF-8''r%C3%A9sum%C3%A9.pdf");
        assertThat(file.headers().firstValue("Content-Length")).hasValue("15");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(api.get(first + 3).statusCode()).isEqualTo(404);
        assertThat(api.get(first + 0).statusCode()).isEqualTo(404);
    }

    @Test
    @Tag("S10")
    void fetchThatFailedIsAProblemWithItsReasonUntilItIsAskedForAgain() throws Exception {
        var api = new TestApi(root);
        var mail = mail(api, Mails.FULL);
        mail.write("UPDATE sync.message SET uid = 77 WHERE id = '" + mail.id + "'");
        mail.sync();
        api.get(body(mail));

        var failed = read(Asked.until(502, api, body(mail)));

        assertThat(failed.at("/type").asText()).isEqualTo("urn:nightmail:problem:not-fetched");
        assertThat(failed.at("/detail").asText()).contains("message-gone");
        mail.write("UPDATE sync.message SET uid = 1 WHERE id = '" + mail.id + "'");
        assertThat(api.post(body(mail), "").statusCode()).isEqualTo(202);
        assertThat(read(whenThere(api, body(mail))).at("/text").asText()).isEqualTo("Grüße");
    }

    @Test
    @Tag("S10")
    void bodyThatCouldNotBeFetchedAnewIsShownWithTheReasonBesideIt() throws Exception {
        var api = new TestApi(root);
        var mail = mail(api, Mails.FULL);
        whenThere(api, body(mail));
        mail.write("UPDATE sync.message SET uid = 77 WHERE id = '" + mail.id + "'");
        mail.sync();
        api.post(body(mail), "");

        var message =
                Asked.until(answer -> answer.body().contains("message-gone"), api, message(mail));

        assertThat(read(message).at("/body/state").asText()).isEqualTo("stored");
        assertThat(read(message).at("/body/reason").asText()).isEqualTo("message-gone");
        var shown = api.get(body(mail));
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(read(shown).at("/text").asText()).isEqualTo("Grüße");
        assertThat(read(shown).at("/failure").asText()).isEqualTo("message-gone");
    }

    @Test
    @Tag("S10")
    void attachmentThatFailedIsAskedForAgainAlone() throws Exception {
        var api = new TestApi(root);
        var mail = mail(api, Mails.FULL);
        whenThere(api, body(mail));
        var file = "/api/emails/" + mail.id + "/attachments/2";
        mail.write("UPDATE sync.message SET uid = 77 WHERE id = '" + mail.id + "'");
        mail.sync();
        api.get(file);

        var failed = read(Asked.until(502, api, file));

        assertThat(failed.at("/detail").asText()).contains("message-gone", "/attachments/2");
        mail.write("UPDATE sync.message SET uid = 1 WHERE id = '" + mail.id + "'");
        assertThat(api.post(file, "").statusCode()).isEqualTo(202);
        assertThat(whenThere(api, file).body()).isEqualTo("file of nothing");
        assertThat(api.get(body(mail)).statusCode()).isEqualTo(200);
        assertThat(api.post(file.replace("/2", "/3"), "").statusCode()).isEqualTo(404);
    }

    @Test
    @Tag("A5")
    void storeThatIsAwayIsAnsweredWithAPauseAndLosesNothing() throws Exception {
        var api = new TestApi(root);
        var mail = mail(api, Mails.FULL);
        whenThere(api, body(mail));
        var object = objects.resolve(mail.reference());
        var aside = object.resolveSibling("aside");
        Files.move(object, aside);
        Files.createDirectory(object);

        for (var path : List.of(body(mail), body(mail) + "/html")) {
            var away = api.get(path);
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).isPresent();
            assertThat(read(away).at("/type").asText())
                    .isEqualTo("urn:nightmail:problem:unavailable");
        }
        Files.delete(object);
        Files.move(aside, object);

        assertThat(api.get(body(mail)).statusCode()).isEqualTo(200);
    }

    private MailAtServer mail(TestApi api, String message) throws Exception {
        return new MailAtServer(TestDatabase.sql(), secrets, api.tenant(), message);
    }

    private static String message(MailAtServer mail) {
        return "/api/emails/" + mail.id;
    }

    private static String body(MailAtServer mail) {
        return message(mail) + "/body";
    }

    private static HttpResponse<String> whenThere(TestApi api, String path) throws Exception {
        return Asked.until(200, api, path);
    }

    private static JsonNode read(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }
}
