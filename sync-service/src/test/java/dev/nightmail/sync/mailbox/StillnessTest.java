package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.sql.Access;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Syncs before which nothing has happened at the server. */
@Tag("S4")
class StillnessTest {

    private final SyncedAccount account = new SyncedAccount();
    private final ModSeqInbox inbox = ModSeqInbox.of(3);

    @BeforeEach
    void bringTheAccountUpToDate() throws IOException {
        sync();
        inbox.asked.clear();
    }

    @Test
    void nothingIsOpenedAndTheAccountCountsAsSynced() throws IOException {
        account.engine.later(Duration.ofMinutes(10));
        sync();

        assertThat(inbox.asked).startsWith("LIST", "STATUS").doesNotContain("ENABLE", "EXAMINE");
        assertThat(account.account("state || ' ' || syncs_completed")).isEqualTo("ok 2");
        assertThat(account.account("(jobs.clock() - last_synced_at < interval '1 minute')::text"))
                .isEqualTo("true");
    }

    @Test
    void labelsAreNotOpenedEither() throws IOException {
        var gmail = new GmailServer();
        var labelled = new SyncedAccount();
        gmail.add("\\Inbox", "Work");
        labelled.sync(gmail);
        gmail.asked.clear();

        labelled.sync(gmail);

        assertThat(gmail.asked).isNotEmpty().noneMatch(asked -> asked.startsWith("EXAMINE"));
        assertThat(labelled.account("syncs_completed")).isEqualTo("2");
    }

    @Test
    void whatHasChangedIsSeen() throws IOException {
        inbox.flag(2, "\\Seen");

        assertThat(sync()).containsEntry("flagsChanged", 1L);
        assertThat(inbox.asked).contains("EXAMINE");
    }

    @Test
    void whatHasBeenGoneForLongIsDeleted() throws IOException {
        inbox.expunge(2);
        sync();
        change(
                "sync.message SET gone_at = gone_at - interval '8 days' WHERE gone_at IS NOT NULL AND account_id");

        assertThat(sync()).containsEntry("purged", 1L);
    }

    @Test
    void messageWithoutAPlaceIsHidden() throws IOException {
        change("sync.message SET uid = NULL WHERE uid = 2 AND account_id");

        assertThat(sync()).containsEntry("gone", 1L);
    }

    @Test
    void messageWithoutAThreadGetsOne() throws IOException {
        change("sync.message SET thread_id = NULL WHERE uid = 2 AND account_id");

        sync();

        assertThat(account.messages("(thread_id IS NULL)::text")).containsOnly("false");
    }

    @Test
    void whatWasWithheldAndIsThereAgainIsNotWithheldAnyMore() throws IOException {
        change("sync.account SET withheld_count = 5, withheld_since = jobs.clock() WHERE id");

        sync();

        assertThat(account.account("withheld_count::text")).isEqualTo("0");
    }

    @Test
    void mailboxThatIsListedOtherwiseIsStoredSo() throws IOException {
        change("sync.mailbox SET role = 'sent' WHERE account_id");
        sync();
        assertThat(mailbox("role")).isEmpty();

        change("sync.mailbox SET delimiter = '.' WHERE account_id");
        sync();
        assertThat(mailbox("delimiter")).isEqualTo("/");
    }

    @Test
    void mailboxThatWasMissingAndIsThereAgainIsNotMissingAnyMore() throws IOException {
        change("sync.mailbox SET missing_since = jobs.clock() WHERE account_id");

        sync();

        assertThat(mailbox("missing_since IS NULL")).isEqualTo("true");
    }

    @Test
    void mailboxThatTheServerDoesNotListAnyMoreIsMissing() throws IOException {
        change(
                "sync.mailbox SET name = 'Old', wire_name = 'Old', uid_validity = 7 WHERE account_id");

        sync();

        assertThat(mailbox("missing_since IS NOT NULL", "m.name = 'Old'")).isEqualTo("true");
    }

    private Map<String, Long> sync() throws IOException {
        return account.sync(inbox).counts();
    }

    private void change(String assignment) {
        int changed =
                account.engine.sql.transaction(
                        Access.worker(account.tenant),
                        () ->
                                account.engine.sql.update(
                                        "UPDATE " + assignment + " = ?", account.id));
        assertThat(changed).isOne();
    }

    private String mailbox(String expression) {
        return mailbox(expression, "true");
    }

    private String mailbox(String expression, String condition) {
        return account.account(
                "SELECT %s FROM sync.mailbox m WHERE m.account_id = account.id AND %s"
                        .formatted(expression, condition));
    }
}
