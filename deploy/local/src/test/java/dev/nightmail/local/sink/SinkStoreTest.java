package dev.nightmail.local.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sink has said 250 to, it has. */
@Tag("O4")
class SinkStoreTest {
    private static final String FORCE = "jdk.FileForce";
    private static final String MAIL = "Message-ID: <1@example.org>\r\nSubject: Hi\r\n\r\nText\r\n";

    @TempDir Path folder;

    @Test
    void acceptedMessageIsThereForTheNextSinkAlthoughTheFirstWasNeverClosed() throws IOException {
        try (SinkStore killed = new SinkStore(folder)) {
            SinkMessage accepted = killed.accept("a@example.org", List.of("b@example.org"), mail());

            try (SinkStore next = new SinkStore(folder)) {
                assertThat(next.list()).extracting(SinkMessage::id).containsExactly(accepted.id());
                assertThat(next.file(accepted.id())).hasContent(MAIL);
            }
        }
    }

    @Test
    void messageItsNameAndItsLineAreForcedToDiskBeforeItIsAccepted() throws IOException {
        List<Path> forced;
        try (SinkStore store = new SinkStore(folder);
                Recording recording = new Recording()) {
            recording.enable(FORCE).withoutThreshold();
            recording.start();
            store.accept("a@example.org", List.of("b@example.org"), mail());
            recording.stop();
            forced = forced(recording);
        }

        assertThat(forced)
                .containsExactly(
                        folder.resolve("0000000001.part"), folder, folder.resolve("sink.log"));
    }

    private List<Path> forced(Recording recording) throws IOException {
        Path file = Files.createTempFile("forced", ".jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals(FORCE))
                    .map(event -> Path.of(event.getString("path")))
                    .filter(path -> path.startsWith(folder))
                    .toList();
        } finally {
            Files.delete(file);
        }
    }

    private static InputStream mail() {
        return new ByteArrayInputStream(MAIL.getBytes(StandardCharsets.US_ASCII));
    }
}
