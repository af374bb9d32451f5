package dev.nightmail.local.up;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Await;
import dev.nightmail.local.server.ServersFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * What is made once: the key set, a tenant with its key, the sample account, and one message sent.
 */
public final class FirstRun {
    private static final long SEED = 1;
    private static final Duration DELIVERY = Duration.ofMinutes(1);

    private final Stack stack;
    private final Screen screen;

    public FirstRun(Stack stack, Screen screen) {
        this.stack = stack;
        this.screen = screen;
    }

    /** Written aside and moved, so that a mailbox half filled is filled again. */
    void fillMailbox(SampleFill fill, int count) {
        Path home = stack.layout().folder("mail/sample@nightmail.local");
        if (Files.exists(home.resolve("Maildir"))) {
            return;
        }
        try {
            Path fresh = Files.createTempDirectory(home, "filling");
            fill.fill(fresh, SEED, count);
            Files.move(fresh, home.resolve("Maildir"));
        } catch (IOException e) {
            throw new Refusal(
                    "cannot write the sample mail into " + home + ": " + e.getMessage(), e);
        }
        screen.done("sample mail", "%,d messages".formatted(count));
    }

    public void createKeySet() {
        Path file = stack.layout().data().resolve("keyset.json");
        if (!Files.exists(file)) {
            var environment = ServiceEnvironment.of(stack, stack.sync());
            stack.sync().run(stack.root(), environment, "secrets", "new", "--out", file.toString());
            screen.done("key set", file.toString());
        }
    }

    /** The tenant, the account and the message; nothing of it twice. */
    void seed() {
        String key = key();
        AccountSync accounts = new AccountSync(new Api(stack.sync(), key), screen);
        MailAccount sample = MailAccount.sample(new ServersFile(stack.layout()).read());
        if (accounts.find(sample.address()).isPresent()) {
            screen.done("account", sample.address() + " is there");
            return;
        }
        String account = accounts.add(sample);
        send(new Api(stack.mail(), key), account);
    }

    /** The API key, made with its tenant the first time and kept for the owner's eyes only. */
    public String key() {
        Path file = stack.keyFile();
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            var environment = ServiceEnvironment.of(stack, stack.sync());
            String printed =
                    stack.sync().run(stack.root(), environment, "tenant", "add", "local", "--json");
            String key = keyIn(printed);
            var ownerOnly =
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"));
            Files.writeString(Files.createFile(file, ownerOnly), key + "\n");
            screen.done("tenant", "local, its key is in " + file);
            return key;
        } catch (IOException e) {
            throw new Refusal("cannot keep the API key in " + file + ": " + e.getMessage(), e);
        }
    }

    private static String keyIn(String printed) throws JsonProcessingException {
        String json =
                printed.lines()
                        .filter(line -> line.startsWith("{"))
                        .reduce((before, line) -> line)
                        .orElseThrow(() -> new Refusal("tenant add printed no JSON: " + printed));
        return Api.JSON.readTree(json).path("key").asText();
    }

    private void send(Api mail, String account) {
        var body = Api.JSON.createObjectNode();
        body.put("accountId", account);
        body.putArray("to").add("friend@example.org");
        body.put("subject", "Hello from Nightmail")
                .put("text", "The first message of this stack.\n");
        JsonNode accepted = mail.post("/api/emails", body);
        String messageId = bare(accepted.path("messageId").asText());
        long begin = System.nanoTime();
        Path log = stack.layout().sinkLog();
        if (!Await.until(DELIVERY, Duration.ofMillis(100), () -> holds(log, messageId))) {
            throw new Refusal(
                    "the message sent did not arrive within a minute: see ./nightmail logs mail-service");
        }
        screen.done(
                "sent",
                "a message to friend@example.org in %.1f s"
                        .formatted((System.nanoTime() - begin) / 1e9));
    }

    private static String bare(String messageId) {
        return messageId.replaceAll("[<>]", "");
    }

    private static boolean holds(Path log, String messageId) {
        try {
            return !messageId.isEmpty()
                    && Files.exists(log)
                    && Files.readString(log).contains("<" + messageId + ">");
        } catch (IOException e) {
            return false;
        }
    }
}
