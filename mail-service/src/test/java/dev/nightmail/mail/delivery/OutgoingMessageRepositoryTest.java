package dev.nightmail.mail.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.sql.Access;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M10")
class OutgoingMessageRepositoryTest {

    private final Deliveries mail = new Deliveries();

    @AfterEach
    void stop() throws IOException {
        mail.close();
    }

    @Test
    void whatAMessageSaysIsNotReadableInTheDatabase() {
        var message = mail.queue();

        assertThat(new String(stored(message), US_ASCII))
                .doesNotContain("Subject", Deliveries.TEXT, "bert");
        assertThat(new String(raw(message), US_ASCII)).contains("Subject", Deliveries.TEXT);
    }

    @Test
    void textOfOneMessageIsNotReadableInTheRowOfAnother() {
        var one = mail.queue();
        var other = mail.queue();

        assertThat(mail.secrets.decryptBytes(stored(one), mail.tenant, one.id())).isNotEmpty();
        assertThatThrownBy(() -> mail.secrets.decryptBytes(stored(one), mail.tenant, other.id()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void emailDoesNotShowItselfInALog() {
        var email = new NewEmail(mail.account, List.of("bert@example.org"), "Hello", "secret");

        assertThat(email.toString()).doesNotContain("bert", "Hello", "secret");
    }

    private byte[] stored(OutgoingMessage message) {
        return mail.engine.sql.transaction(
                Access.worker(mail.tenant),
                () ->
                        mail.engine
                                .sql
                                .queryOne(
                                        "SELECT raw FROM mail.outgoing_message WHERE id = ?",
                                        row -> row.getBytes("raw"),
                                        message.id())
                                .orElseThrow());
    }

    private byte[] raw(OutgoingMessage message) {
        return mail.engine.sql.transaction(
                Access.worker(mail.tenant), () -> mail.messages.getRaw(mail.tenant, message.id()));
    }
}
