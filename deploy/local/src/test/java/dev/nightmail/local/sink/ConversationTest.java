package dev.nightmail.local.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the sink answers. */
@Tag("O4")
class ConversationTest {
    @TempDir Path folder;

    /** The pauses, each with how much was stored by then. */
    private final List<String> pauses = new ArrayList<>();

    @Test
    void mailToTheSlowDomainWaitsBeforeTheDotAndOnceMoreWhenItIsStored() throws IOException {
        deliver("ann@example.org", "bob@Slow.Example");

        assertThat(pauses).containsExactly("PT0.8S, 0 stored", "PT0.5S, 1 stored");
    }

    @Test
    void mailToOthersIsAnsweredAtOnce() throws IOException {
        deliver("ann@example.org", "bob@notslow.example");

        assertThat(pauses).isEmpty();
    }

    private void deliver(String... recipients) throws IOException {
        try (SinkStore store = new SinkStore(folder)) {
            var conversation =
                    new Conversation(store, new Maildirs(folder), time -> noted(store, time));
            conversation.from("sender@example.org");
            List.of(recipients).forEach(conversation::recipient);
            conversation.data(mail());
        }
    }

    private void noted(SinkStore store, Duration time) {
        pauses.add(time + ", " + store.list().size() + " stored");
    }

    private static InputStream mail() {
        return new ByteArrayInputStream(
                "Subject: Hi\r\n\r\nText\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
