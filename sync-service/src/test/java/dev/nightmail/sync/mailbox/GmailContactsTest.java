package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whom an account knows, where labels tell what is a draft, and what was sent. */
@Tag("S7")
class GmailContactsTest {

    private final SyncedAccount account = new SyncedAccount();
    private final GmailServer gmail = new GmailServer();

    @BeforeEach
    void giveTheAccountAServerOfItsOwn() {
        TestDatabase.asOwner(
                "UPDATE sync.account SET imap_host = '%s' WHERE id = '%s'"
                        .formatted("imap-" + UUID.randomUUID() + ".example", account.id));
    }

    @Test
    void draftsCountForNothingAndWhatWasSentFromAnAliasWasSent() throws IOException {
        mail(account.user + "@example.com", "later@example.org", "\\Draft");
        mail(account.user + "@example.com", "later@example.org", "\\Drafts", "Work");
        mail("alias@example.net", "ada@example.org", "\\Sent");
        mail("bob@example.org", "alias@example.net", "\\Inbox");

        account.sync(gmail);

        assertThat(contacts()).containsExactly("ada@example.org 1 0", "bob@example.org 0 1");
    }

    private void mail(String from, String to, String... labels) {
        gmail.add(labels).header =
                "From: %s\r\nTo: %s\r\nMessage-ID: <%s@example.com>\r\n\r\n"
                        .formatted(from, to, UUID.randomUUID());
    }

    private List<String> contacts() {
        return account.engine.sql.transaction(
                Access.request(account.tenant),
                () ->
                        account.engine.sql.query(
                                """
                                SELECT address || ' ' || sent_to || ' ' || received_from FROM sync.contact
                                WHERE account_id = ? ORDER BY address
                                """,
                                row -> row.getString(1),
                                account.id));
    }
}
