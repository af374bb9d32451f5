package dev.nightmail.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.sample.SampleMail;
import dev.nightmail.local.sample.SampleMailboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Users of the server, and their accounts in our service.
 *
 * @param port of the server, by whatever line
 */
public record Crowd(Site site, Api api, int port) {

    public static final ObjectMapper JSON = new ObjectMapper();
    private static final SampleMail MAIL = new SampleMail(7);
    private static final int MESSAGES = 5;
    private static final int CALLERS = 4;
    private static final Duration LOOK = Duration.ofMillis(200);

    /** Different messages of an archive; the others are links to them. */
    private static final int TEMPLATES = 2000;

    /** Users with a few messages each; what is there from an earlier run stays. */
    public List<String> small(int users) {
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
    public String archive(String name, int messages) {
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
    public void deliver(String name, int number) {
        try {
            SampleMailboxes.deliver(maildir(name), MAIL.message(number % 500), "");
        } catch (IOException e) {
            throw new Refusal("cannot deliver to " + name, e);
        }
    }

    /** What adding the user's account, to be synced so often, answers: its id and its first job. */
    public JsonNode added(String name, int minutes) {
        var form = JSON.createObjectNode();
        var address = address(name);
        form.put("address", address).put("name", "Bench").put("syncIntervalMinutes", minutes);
        server(form.putObject("imap"), port, "implicit");
        server(form.putObject("smtp"), Integer.parseInt(site.get("smtp.port")), "starttls");
        form.put("username", address).put("secret", site.get("imap.password"));
        return api.post("/api/email-accounts", form);
    }

    /** Adds the accounts of all these users. */
    private void addAll(List<String> names, int minutes) {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            var calls =
                    names.stream()
                            .<Callable<JsonNode>>map(name -> () -> added(name, minutes))
                            .toList();
            for (var call : callers.invokeAll(calls)) {
                call.get();
            }
        } catch (ExecutionException e) {
            throw new Refusal("an account was not added: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted", e);
        }
    }

    /** The same, and waits until all that lies at their server is here. */
    public void fill(List<String> names, int minutes, Database database) {
        addAll(names, minutes);
        Patience.until("all accounts are filled", LOOK, () -> countLacking(database) == 0);
    }

    /** Accounts of which not all is here. */
    public static long countLacking(Database database) {
        return database.number("SELECT count(*) FROM sync.account WHERE lacks_since IS NOT NULL");
    }

    private void server(ObjectNode server, int at, String tls) {
        server.put("host", site.get("imap.host")).put("port", at).put("tls", tls);
    }

    /** Where the user's mail lies, and what the server notes of it. */
    public Path home(String name) {
        return site.layout().mail().resolve(address(name));
    }

    /** Where its mail lies. */
    public Path maildir(String name) {
        return home(name).resolve("Maildir");
    }

    /** Of the user at the server: what it logs in with. */
    public static String address(String name) {
        return name + "@nightmail.local";
    }
}
