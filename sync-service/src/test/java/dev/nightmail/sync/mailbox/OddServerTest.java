package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is left of a mailbox whose server cannot, or will not, answer for all of it. */
@Tag("S7")
class OddServerTest {

    private final SyncedAccount account = new SyncedAccount();

    @Test
    void oneTornAnswerCostsOneMessageAndNeitherItsPageNorTheNext() throws IOException {
        var inbox = OddInbox.of(SyncedAccount.PAGE + 4);
        inbox.tear(SyncedAccount.PAGE + 2);

        var ran = account.sync(inbox);

        assertThat(ran.jobState()).contains("completed");
        assertThat(account.messages("uid")).hasSize(SyncedAccount.PAGE + 3).contains("1", "20");
        assertThat(account.ledger("INBOX").quarantined()).isOne();
        assertThat(account.ledger("INBOX").complete()).isTrue();
    }
}
