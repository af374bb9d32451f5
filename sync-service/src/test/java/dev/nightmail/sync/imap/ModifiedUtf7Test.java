package dev.nightmail.sync.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModifiedUtf7Test {

    @Test
    void examplesOfTheStandardAreRead() {
        assertThat(ModifiedUtf7.decode("~peter/mail/&U,BTFw-/&ZeVnLIqe-"))
                .isEqualTo("~peter/mail/台北/日本語");
    }

    @Test
    void namesSurviveBothWays() {
        for (var name : List.of("INBOX", "Entwürfe & mehr", "&", "日本語", "🌳/a", "a~b")) {
            assertThat(ModifiedUtf7.decode(ModifiedUtf7.encode(name))).isEqualTo(name);
        }
    }

    @Test
    void ampersandIsSpelledWithAHyphen() {
        assertThat(ModifiedUtf7.encode("a&b")).isEqualTo("a&-b");
    }

    @Test
    void whatIsNoModifiedUtf7StaysAsItIs() {
        for (var name : List.of("a&b", "&!-", "&A-", "R&D-2")) {
            assertThat(ModifiedUtf7.decode(name)).isEqualTo(name);
        }
    }

    @Test
    void nameInRawUtf8IsReadAndKeptForTheServer() {
        var name = new MailboxName(ImapString.utf8Bytes("Entwürfe"));

        assertThat(name.text()).isEqualTo("Entwürfe");
    }

    @Test
    void nameWithALineEndIsRefused() {
        assertThatThrownBy(() -> new MailboxName("a\r\nZ LOGOUT"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
