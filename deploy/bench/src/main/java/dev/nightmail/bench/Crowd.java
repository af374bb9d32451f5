package dev.nightmail.bench.freshness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightmail.bench.Api;
import dev.nightmail.bench.Site;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.sample.SampleMail;
import dev.nightmail.local.sample.SampleMailboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Users of the server, and their accounts in our service.
 *
 * @param port of the server, by whatever line
 */
record Crowd(Site site, Api api, int port) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SampleMail MAIL = new SampleMail(7);
    private static final int MESSAGES = 5;

    /** Different messages of an archive; the others are links to them. */
    private static final int TEMPLATES = 2000;

    /** Users with a few messages each; what is there from an earlier run stays. */
    List<String> small(int users) {
        return IntStream.range(0, users).mapToObj(number -> user("small-" + number)).toList();
    }

    private String user(String name) {
        var maildir = maildir(name);
        for (int number = 0; Files.notExists(maildir) && number < MESSAGES; number++) {
            deliver(name, number);
        }
        return name;
    }

    /** A user with so many messages. */
    String archive(String name, int messages) {
        var maildir = maildir(name);
        try {
            if (Files.notExists(maildir)) {
                for (int number = 0; number < TEMPLATES; number++) {
                    SampleMailboxes.deliver(maildir, MAIL.message(1000 + number), "S");
                }
                link(maildir.resolve("cur"), messages - TEMPLATES);
            }
            return name;
        } catch (IOException e) {
            throw new Refusal("cannot fill " + maildir, e);
        }
    }

    private static void link(Path folder, int copies) throws IOException {
        List<Path> templates;
        try (var files = Files.list(folder)) {
            templates = files.sorted().toList();
        }
        for (int copy = 0; copy < copies; copy++) {
            var template = templates.get(copy % templates.size());
            var name = String.valueOf(template.getFileName());
            Files.createLink(folder.resolve("%d%s".formatted(copy + 1, name)), template);
        }
    }

    /** Gives a user a message more. */
    void deliver(String name, int number) {
        try {
            SampleMailboxes.deliver(maildir(name), MAIL.message(number % 500), "");
        } catch (IOException e) {
            throw new Refusal("cannot deliver to " + name, e);
        }
    }

    /** Adds the user's account, to be synced so often; its id. */
    String add(String name, int minutes) {
        var form = JSON.createObjectNode();
        var address = address(name);
        form.put("address", address).put("name", "Bench").put("syncIntervalMinutes", minutes);
        server(form.putObject("imap"), port, "implicit");
        server(form.putObject("smtp"), Integer.parseInt(site.get("smtp.port")), "starttls");
        form.put("username", address).put("secret", site.get("imap.password"));
        return api.post("/api/email-accounts", form).at("/account/id").asText();
    }

    private void server(ObjectNode server, int at, String tls) {
        server.put("host", site.get("imap.host")).put("port", at).put("tls", tls);
    }

    private Path maildir(String name) {
        return site.layout().mail().resolve(address(name)).resolve("Maildir");
    }

    private static String address(String name) {
        return name + "@nightmail.local";
    }
}
