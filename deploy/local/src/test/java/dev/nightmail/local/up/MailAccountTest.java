package dev.nightmail.local.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.local.Refusal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people type for an account. */
@Tag("O4")
class MailAccountTest {
    @Test
    void addressAsUserNameIsTheAddress() {
        MailAccount account =
                MailAccount.parse("imaps://ada+x@example.org@imap.example.org", "secret");
        assertThat(account.address()).isEqualTo("ada+x@example.org");
        assertThat(account.imap())
                .isEqualTo(new MailAccount.Endpoint("imap.example.org", 993, "implicit"));
        assertThat(account.smtp())
                .isEqualTo(new MailAccount.Endpoint("smtp.example.org", 465, "implicit"));
    }

    @Test
    void encodedUserAndPortAreUnderstood() {
        MailAccount account =
                MailAccount.parse("imap://ada%40example.org@mail.example.org:1143", "secret");
        assertThat(account.username()).isEqualTo("ada@example.org");
        assertThat(account.imap())
                .isEqualTo(new MailAccount.Endpoint("mail.example.org", 1143, "starttls"));
    }

    @Test
    void plainUserNameIsAtTheHostsDomain() {
        assertThat(MailAccount.parse("imaps://ada@imap.example.org", "secret").address())
                .isEqualTo("ada@example.org");
    }

    @Test
    void anythingElseIsRefusedInOneLine() {
        assertThatThrownBy(() -> MailAccount.parse("example.org", "secret"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("imaps://user@host");
        assertThatThrownBy(() -> MailAccount.parse("imaps://example org", "secret"))
                .isInstanceOf(Refusal.class);
    }
}
