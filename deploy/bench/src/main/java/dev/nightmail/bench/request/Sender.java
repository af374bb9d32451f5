package dev.nightmail.bench.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightmail.bench.Api;
import dev.nightmail.bench.Arrivals;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Patience;
import dev.nightmail.bench.ServiceRun;
import dev.nightmail.bench.ServiceSetting;
import dev.nightmail.bench.Site;
import dev.nightmail.local.Refusal;
import java.time.Duration;
import java.util.Arrays;

/** Somebody who has an account and sends mail by it. */
record Sender(Database database, Api api, String account) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final String TEXT = "A line of forty characters, as it were.\n".repeat(25);

    /** Adds a tenant and its account, for which it needs the service that owns accounts. */
    static Sender added(Site site, Database database) {
        var setting = ServiceSetting.of(site, "sync-service", database);
        try (var service = ServiceRun.start(site, setting)) {
            service.awaitReady();
            var api = new Api(JSON, setting.newKey());
            var account = api.post("/api/email-accounts", form(site)).at("/account/id").asText();
            return new Sender(database, api, account);
        }
    }

    /**
     * So many a second; what each took, in nanoseconds, sorted. Those of the first second are not
     * in the answer.
     */
    long[] send(int perSecond, int measured) {
        int all = perSecond + measured;
        var waited = new long[all];
        new Arrivals(all, Duration.ofSeconds(1).dividedBy(perSecond))
                .each(number -> {
                    long begun = System.nanoTime();
                    api.post("/api/emails", email(number));
                    waited[number] = System.nanoTime() - begun;
                });
        long refused = Arrays.stream(waited).filter(wait -> wait == 0).count();
        if (refused > 0) {
            throw new Refusal("%d requests were refused".formatted(refused));
        }
        var sorted = Arrays.copyOfRange(waited, perSecond, all);
        Arrays.sort(sorted);
        return sorted;
    }

    /** What is not to be sent. */
    void forget() {
        database.execute("TRUNCATE jobs.job, mail.outgoing_message CASCADE");
    }

    /** So that no run begins with the mail of the one before. */
    void awaitSent() {
        Patience.until("all messages are sent", LOOK, () -> waiting() == 0);
    }

    private long waiting() {
        return database.number("SELECT count(*) FROM jobs.job WHERE kind = 'mail.send-message'");
    }

    private ObjectNode email(int number) {
        var email = JSON.createObjectNode().put("accountId", account);
        email.putArray("to").add("friend-" + number + "@example.org");
        return email.put("subject", "Number " + number).put("text", TEXT);
    }

    private static ObjectNode form(Site site) {
        var user = "requests@nightmail.local";
        var form = JSON.createObjectNode().put("address", user).put("name", "Bench");
        server(form.putObject("imap"), site.get("imap.host"), site.get("imap.port"), "implicit");
        server(form.putObject("smtp"), site.get("smtp.host"), site.get("smtp.port"), "starttls");
        return form.put("username", user).put("secret", site.get("imap.password"));
    }

    private static void server(ObjectNode server, String host, String port, String tls) {
        server.put("host", host).put("port", Integer.parseInt(port)).put("tls", tls);
    }
}
