package dev.nightmail.local.up;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.server.ServersFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is made once: the key set, the secret of signed calls, a tenant with its key, the sample
 * account, and one message sent.
 */
public final class FirstRun {
    private static final long SEED = 1;
    private static final int SECRET_BYTES = 32;

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
        if (Files.exists(file)) {
            return;
        }
        WholeFile.write(
                file,
                aside -> {
                    var environment = ServiceEnvironment.of(stack, stack.sync());
                    stack.sync()
                            .run(
                                    stack.root(),
                                    environment,
                                    "secrets",
                                    "new",
                                    "--out",
                                    aside.toString());
                });
        screen.done("key set", file.toString());
    }

    /** With it calls are signed that make the services work: docs/steering.md. */
    void createSystemSecret() {
        if (stack.systemSecret().isPresent()) {
            return;
        }
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        WholeFile.writeSecret(stack.systemSecretFile(), HexFormat.of().formatHex(secret) + "\n");
        screen.done("secret", "for signed calls, in " + stack.systemSecretFile());
    }

    /**
     * The tenant, the account and the message. Whatever an {@code up} that was stopped has left
     * undone is done by the next.
     */
    void seed() {
        String key = key();
        AccountSync accounts = new AccountSync(new Api(stack.sync(), key), screen);
        MailAccount sample = MailAccount.sample(new ServersFile(stack.layout()).read());
        Optional<String> known = accounts.find(sample.address());
        known.ifPresent(account -> accounts.awaitFirstSync(sample.address(), account));
        String account = known.orElseGet(() -> accounts.add(sample));
        new FirstMessage(stack.layout(), screen).send(new Api(stack.mail(), key), account);
    }

    /** The API key, made with its tenant the first time and kept for the owner's eyes only. */
    public String key() {
        return stack.key().orElseGet(this::newKey);
    }

    /** For a tenant that is there already, whose key was not kept, a further one. */
    private String newKey() {
        Path file = stack.keyFile();
        var environment = ServiceEnvironment.of(stack, stack.sync());
        String printed =
                stack.sync().run(stack.root(), environment, "tenant", "add", "local", "--json");
        WholeFile.writeSecret(file, keyIn(printed) + "\n");
        screen.done("tenant", "local, its key is in " + file);
        return stack.key().orElseThrow();
    }

    private static String keyIn(String printed) {
        String json =
                printed.lines()
                        .filter(line -> line.startsWith("{"))
                        .reduce((before, line) -> line)
                        .orElseThrow(() -> new Refusal("tenant add printed no JSON: " + printed));
        try {
            return Api.JSON.readTree(json).path("key").asText();
        } catch (JsonProcessingException e) {
            throw new Refusal("tenant add printed no JSON", e);
        }
    }
}
