package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightmail.local.up.Api;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Mail with more in it than its sender may say: headers, recipients, further messages. */
final class MailAttack {
    private static final String USER = "attacker@nightmail.test";

    private final SystemUnderTest system;
    private final Attacker attacker;
    private final TestAccount account;
    private final String key;
    private final String friend;
    private final String secret;

    MailAttack(SystemUnderTest system, Victims victims) throws IOException {
        this.system = system;
        system.mailbox(USER, 0);
        system.start(system.stack().sync(), system.stack().mail());
        account = TestAccount.add(system, USER, USER);
        attacker = victims.attacker("mail-service");
        key = victims.secrets.note(system.key());
        friend = victims.secrets.note("friend-" + UUID.randomUUID() + "@example.org");
        secret = victims.secrets.make();
    }

    void attack() throws JsonProcessingException {
        for (var end : List.of("\r\n", "\n", "\r", "\0", "\n ")) {
            assertRefused(form().put("subject", secret + end + "X-Evil: a"));
            assertRefused(to(friend + end));
            assertRefused(to(friend + end + "Bcc: eve@example.org"));
        }
        assertRefused(to(friend + ">\r\nRCPT TO:<eve@example.org"));
        assertRefused(to(friend + ",eve@example.org"));
        assertRefused(form().put("text", "a\0b"));
        for (var end : List.of("\u0085", "\u2028", "\u2029", "=?utf-8?q?=0AX-Evil:_a?=")) {
            assertSaysNothingMore(form().put("subject", secret + end + "X-Evil: a"), "X-A: b");
        }
        assertSaysNothingMore(
                form().put("text", "a\r\n.\r\nMAIL FROM:<eve@example.org>\r\n"),
                "Idempotency-Key: a%0d%0aX-Evil: " + UUID.randomUUID());
    }

    private ObjectNode form() {
        return to(friend);
    }

    private ObjectNode to(String recipient) {
        var form = Api.JSON.createObjectNode();
        form.put("accountId", account.id());
        form.putArray("to").add(recipient);
        return form.put("subject", secret).put("text", secret);
    }

    private void assertRefused(JsonNode form) {
        var heard = attacker.send(post(form));
        assertThat(heard.code()).as(form.toString()).isEqualTo("invalid");
    }

    private void assertSaysNothingMore(JsonNode form, String header)
            throws JsonProcessingException {
        var heard = attacker.send(post(form).with(header));
        assertThat(heard.status()).as(heard.body()).isEqualTo(202);
        var queued = Api.JSON.readTree(heard.body());
        var email =
                new TestEmail(
                        system, queued.path("jobId").asText(), queued.path("messageId").asText());
        assertThat(email.awaitEnd()).isEqualTo("completed");
        assertThat(email.arrivals()).isOne();
        var head = system.sink().message(email.messageId()).split("\r?\n\r?\n", 2)[0];
        assertThat(head.lines())
                .anyMatch(line -> line.startsWith("Subject: "))
                .noneMatch(line -> line.matches("(?i)(x-evil|bcc|cc):.*"));
    }

    private AttackRequest post(JsonNode form) {
        return AttackRequest.of("POST", "/api/emails").bearing(key).json(form.toString());
    }
}
