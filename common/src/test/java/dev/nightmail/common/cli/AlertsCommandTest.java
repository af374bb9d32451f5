package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.common.testkit.TestDatabase;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J19")
@Tag("J21")
class AlertsCommandTest {

    private final String subject = "test." + UUID.randomUUID();

    @Test
    void listShowsWhatIsWrongNowAndOnDemandWhatWas() throws Exception {
        raise("NULL");
        assertThat(listed()).isPresent();
        assertThat(listed().get().get("severity").asText()).isEqualTo("critical");

        TestDatabase.asOwner(
                "UPDATE health.alert SET resolved_at = jobs.clock() WHERE subject = '%s'"
                        .formatted(subject));
        assertThat(listed()).isEmpty();
        assertThat(listed("--all")).isPresent();
    }

    private void raise(String resolved) {
        TestDatabase.asOwner(
                """
                INSERT INTO health.alert (id, kind, subject, probe, severity, numbers, raised_at, last_seen_at, resolved_at)
                SELECT 'ffffffff-0000-7000-8000-000000000000'::uuid, 'no-success', '%s', 'test', 'critical', '{}', now, now,
                       %s
                FROM jobs.clock() AS now
                """
                        .formatted(subject, resolved));
    }

    private Optional<JsonNode> listed(String... more) throws IOException {
        var words = new String[more.length + 3];
        words[0] = "alerts";
        words[1] = "list";
        words[2] = "--json";
        System.arraycopy(more, 0, words, 3, more.length);
        var typed = Typed.of(words);
        assertThat(typed.code()).isZero();
        return StreamSupport.stream(typed.json().spliterator(), false)
                .filter(line -> line.get("subject").asText().equals(subject))
                .findFirst();
    }
}
