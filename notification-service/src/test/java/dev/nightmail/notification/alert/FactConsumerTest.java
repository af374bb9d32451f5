package dev.nightmail.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.event.AccountFact;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("N1")
class FactConsumerTest {

    private final Alerts alerts = new Alerts();

    @Test
    void redeliveredFactGivesOneNotificationAndOneJob() throws Exception {
        var fact = alerts.discarded("mail.send-message");

        alerts.take(fact, fact);
        alerts.take(fact);

        assertThat(alerts.list("queued")).hasSize(1);
        assertThat(alerts.engine.enqueued(SendNotificationJob.KIND, alerts.tenant)).hasSize(1);
    }

    @Test
    void noticeWaitsWhileTheRelayIsAwayAndIsMailedOnce() throws Exception {
        var jobs = alerts.engine;
        alerts.isRelayAway = true;
        alerts.take(alerts.discarded("mail.send-message"));
        assertThat(jobs.enqueued(SendNotificationJob.KIND, alerts.tenant)).hasSize(1);

        jobs.later(Alerts.GATHER);
        var first = jobs.drain(alerts.tenant, alerts.job).getFirst();
        assertThat(first.outcome()).isEqualTo("failed");
        assertThat(jobs.liveState(first.jobId())).contains("retryable/");

        alerts.isRelayAway = false;
        jobs.untilDue(first.jobId());
        assertThat(jobs.drain(alerts.tenant, alerts.job)).hasSize(1);
        assertThat(alerts.mails).hasSize(1);
    }

    @Test
    @Tag("M4")
    void noticeThatFailsForGoodCausesNoNotice() throws Exception {
        alerts.take(alerts.discarded(SendNotificationJob.KIND.name()));

        assertThat(alerts.list("queued")).isEmpty();
        assertThat(alerts.engine.enqueued(SendNotificationJob.KIND, alerts.tenant)).isEmpty();
    }

    @Test
    void factOfAnotherTypeIsLeftAlone() throws Exception {
        var other =
                alerts.discarded("mail.send-message").replace("job.discarded", "job.celebrated");

        alerts.take(other);

        assertThat(alerts.list("queued")).isEmpty();
    }

    @Test
    @Tag("S12")
    void eachEpisodeOfAnAccountIsMailedOnceWhenItBeginsAndOnceWhenItIsOver() throws Exception {
        var account = UUID.randomUUID();
        var since = alerts.engine.clock.instant();

        alerts.take(alerts.account(AccountFact.Type.UNWELL, account, since));
        alerts.take(alerts.account(AccountFact.Type.UNWELL, account, since));
        alerts.take(alerts.account(AccountFact.Type.WELL, account, since));
        alerts.take(alerts.account(AccountFact.Type.UNWELL, account, since.plusSeconds(3600)));
        alerts.engine.later(Alerts.GATHER);
        alerts.engine.drain(alerts.tenant, alerts.job);

        assertThat(alerts.mails)
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail.getText())
                                .containsOnlyOnce("account well: " + account)
                                .contains("account unwell: " + account));
        assertThat(alerts.list("sent")).hasSize(3);
    }

    @Test
    @Tag("S12")
    void noticeOfAnUnwellAccountSaysWhichAndWhy() throws Exception {
        var account = UUID.randomUUID();

        alerts.take(
                alerts.account(AccountFact.Type.UNWELL, account, alerts.engine.clock.instant()));
        alerts.engine.later(Alerts.GATHER);
        alerts.engine.drain(alerts.tenant, alerts.job);

        assertThat(alerts.mails.getFirst().getText())
                .contains("have failed", account.toString(), "warning");
    }

    @Test
    @Tag("J10")
    void uncertainJobIsAMatterOfItsOwn() throws Exception {
        var discarded = alerts.discarded("mail.send-message");

        alerts.take(discarded);
        alerts.take(
                discarded
                        .replace("job.discarded", "job.uncertain")
                        .replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"" + UUID.randomUUID() + "\""));

        assertThat(alerts.list("queued")).hasSize(2);
    }
}
