package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Whether all that is on disk is in the database, and once. */
final class Completeness {
    private Completeness() {}

    /** Files on disk, rows and ledger agree, and the first sync stored nothing a second time. */
    static void assertComplete(TestAccount account, Map<String, Long> files) {
        assertThat(account.counts()).isEqualTo(files);
        assertThat(account.count("stored")).isEqualTo(sum(files));
        for (JsonNode mailbox : account.ledger()) {
            if (mailbox.path("selected").asBoolean()) {
                assertThat(mailbox.path("complete").asBoolean()).as("%s", mailbox).isTrue();
                assertThat(mailbox.path("stored").asLong())
                        .as("%s", mailbox)
                        .isEqualTo(mailbox.path("exists").asLong());
            }
        }
    }

    static long sum(Map<String, Long> files) {
        return files.values().stream().mapToLong(Long::longValue).sum();
    }
}
