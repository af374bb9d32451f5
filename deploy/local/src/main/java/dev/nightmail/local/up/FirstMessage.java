package dev.nightmail.local.up;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Await;
import dev.nightmail.local.server.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.Stream;

/** The one message that every stack sends: there once the SMTP sink has it. */
final class FirstMessage {
    private static final String RECIPIENT = "friend@example.org";
    private static final String SUBJECT = "Hello from Nightmail";

    /** Under it, a request that is repeated after an interruption is the same message. */
    private static final String KEY = "first-message-";

    private static final Duration DELIVERY = Duration.ofMinutes(1);

    private final Layout layout;
    private final Screen screen;

    FirstMessage(Layout layout, Screen screen) {
        this.layout = layout;
        this.screen = screen;
    }

    /** Sends it unless it is there; returns when it has arrived. */
    void send(Api mail, String account) {
        if (arrived("\t" + RECIPIENT + "\t", "\t" + SUBJECT)) {
            return;
        }
        long begin = System.nanoTime();
        JsonNode accepted = mail.postOnce("/api/emails", form(account), KEY + account);
        String messageId = accepted.path("messageId").asText();
        if (!Await.until(
                DELIVERY, Duration.ofMillis(100), () -> arrived("\t" + messageId + "\t"))) {
            throw new Refusal(
                    "the message sent did not arrive within a minute: see ./nightmail logs mail-service");
        }
        screen.done(
                "sent",
                "a message to %s in %.1f s"
                        .formatted(RECIPIENT, (System.nanoTime() - begin) / 1e9));
    }

    private static JsonNode form(String account) {
        var form = Api.JSON.createObjectNode();
        form.put("accountId", account);
        form.putArray("to").add(RECIPIENT);
        return form.put("subject", SUBJECT).put("text", "The first message of this stack.\n");
    }

    /** Whether a line of the sink's log has all of these in it. */
    private boolean arrived(String... parts) {
        if (!Files.exists(layout.sinkLog())) {
            return false;
        }
        try (var lines = Files.lines(layout.sinkLog(), StandardCharsets.UTF_8)) {
            return lines.anyMatch(line -> Stream.of(parts).allMatch(line::contains));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
