package dev.nightmail.sync.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S4")
class FetchItemsTest {

    @Test
    void flagsAreInOneOrderWhateverTheServers() {
        assertThat(flags("\\Seen $Work \\Answered")).isEqualTo(flags("$Work \\Answered \\Seen"));
    }

    @Test
    void recentBelongsToTheSessionAndNotToTheMessage() {
        assertThat(flags("\\Recent \\Seen")).isEqualTo("\\Seen");
        assertThat(flags("\\RECENT")).isEmpty();
    }

    @Test
    void whatHasControlCharactersIsNoFlag() {
        assertThat(flags("\\Seen a\0b")).isEqualTo("\\Seen");
    }

    private static String flags(String list) {
        var answer = "(UID 7 FLAGS (%s))".formatted(list).getBytes(StandardCharsets.US_ASCII);
        return String.join(" ", FetchItems.read(new ImapScanner(answer, answer.length)).flags());
    }
}
