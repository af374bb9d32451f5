package dev.nightmail.sync.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a list is gone down by is what one index answers, and nothing besides. */
@Tag("S13")
class ConditionsTest {

    private static final String UNSEEN = "NOT m.flags @> ARRAY['\\Seen']";
    private static final String FLAGGED = "m.flags @> ARRAY['\\Flagged']";
    private static final String ADA = "ada@example.org";

    private final Optional<UUID> some = Optional.of(UUID.randomUUID());
    private final Optional<UUID> none = Optional.empty();

    @Test
    void flagStandsBesideItsOwnEqualityOnly() {
        assertThat(index(some, none, none, "")).isEqualTo("m.account_id = ? AND " + UNSEEN);
        assertThat(index(none, some, none, "")).isEqualTo("m.mailbox_id = ? AND " + UNSEEN);
        assertThat(index(some, none, none, "", "flagged"))
                .isEqualTo("m.account_id = ? AND " + FLAGGED);
        assertThat(index(some, some, none, "", "flagged"))
                .isEqualTo("m.account_id = ? AND " + FLAGGED);
        assertThat(index(none, some, none, "", "flagged"))
                .startsWith("m.account_id = (SELECT b.account_id FROM sync.mailbox b ")
                .endsWith(FLAGGED);
        assertThat(index(some, none, none, ADA, "flagged"))
                .isEqualTo("m.account_id = ? AND m.sender = ? AND m.sender <> ''");
        assertThat(index(some, some, some, ADA, "flagged")).isEqualTo("m.thread_id = ?");
        assertThat(index(none, some, none, ADA)).isEqualTo("m.mailbox_id = ? AND " + UNSEEN);
    }

    /** Of what is not seen. */
    private static String index(
            Optional<UUID> account,
            Optional<UUID> folder,
            Optional<UUID> thread,
            String sender,
            String... flags) {
        var filter =
                new MessageFilter(
                        new MessageFilter.Within(account, folder, thread, List.of()),
                        new MessageFilter.Flags(
                                List.of(flags).stream().map(FlagName::of).toList(),
                                List.of(FlagName.SEEN)),
                        new MessageFilter.Words(
                                Optional.of(sender).filter(text -> !text.isEmpty()),
                                Optional.empty(),
                                List.of()),
                        new MessageFilter.Received(Optional.empty(), Optional.empty()),
                        Optional.empty());
        return Conditions.of(filter).index().sql();
    }
}
