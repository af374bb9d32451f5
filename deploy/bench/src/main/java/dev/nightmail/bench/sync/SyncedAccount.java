package dev.nightmail.bench.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightmail.bench.Api;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.ServiceSetting;
import dev.nightmail.bench.Site;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** The account in our service, added, synced and forgotten as often as asked. */
final class SyncedAccount {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Site site;
    private final SampleMailbox mailbox;
    private final Database database;
    private final Api api;

    private SyncedAccount(Site site, SampleMailbox mailbox, Database database, Api api) {
        this.site = site;
        this.mailbox = mailbox;
        this.database = database;
        this.api = api;
    }

    static SyncedAccount of(
            Site site, ServiceSetting setting, SampleMailbox mailbox, Database database) {
        try {
            var tenant = JSON.readTree(setting.output("tenant", "add", "bench", "--json"));
            return new SyncedAccount(
                    site, mailbox, database, new Api(JSON, tenant.path("key").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Messages a second of one first sync, from the start of its job to its end. */
    double measure() {
        var job = "/api/jobs/" + api.post("/api/email-accounts", form()).path("jobId").asText();
        if (!Await.until(PATIENCE, LOOK, () -> api.get(job).has("endedAt"))) {
            throw new Refusal("the first sync did not end in " + PATIENCE.toMinutes() + " minutes");
        }
        var ended = api.get(job);
        long stored = ended.path("counts").path("stored").asLong();
        if (stored != mailbox.messages()) {
            throw new Refusal("stored %d of %d: %s".formatted(stored, mailbox.messages(), ended));
        }
        database.execute(
                "TRUNCATE sync.account, sync.mailbox, sync.thread_key, sync.thread_join,"
                        + " sync.contact CASCADE");
        return stored / (seconds(ended, "endedAt") - seconds(ended, "startedAt"));
    }

    private static double seconds(JsonNode job, String field) {
        return Instant.parse(job.path(field).asText()).toEpochMilli() / 1e3;
    }

    private ObjectNode form() {
        var form = JSON.createObjectNode();
        form.put("address", SampleMailbox.USER).put("name", "Bench");
        server(form.putObject("imap"), "imap.port", "implicit");
        server(form.putObject("smtp"), "smtp.port", "starttls");
        return form.put("username", SampleMailbox.USER).put("secret", site.get("imap.password"));
    }

    private void server(ObjectNode server, String port, String tls) {
        server.put("host", site.get("imap.host"));
        server.put("port", Integer.parseInt(site.get(port))).put("tls", tls);
    }
}
