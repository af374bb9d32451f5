package dev.nightmail.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.testkit.Ran;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("N1")
class SendNotificationJobTest {

    private final Alerts alerts = new Alerts();

    @Test
    void noticeSaysWhatFailedAndWhatToDo() throws Exception {
        var ran = run(notification());

        assertThat(ran.jobState()).contains("completed");
        assertThat(ran.counts()).containsEntry("sent", 1L);
        assertThat(alerts.list("sent")).hasSize(1);
        assertThat(alerts.mails)
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.getTo()).containsExactly("operator@example.org");
                    assertThat(mail.getText())
                            .contains("mail.send-message", "auth-535", "mail-service jobs show ");
                    assertThat(mail.getHeaders().get("Message-ID"))
                            .containsExactly("<" + ran.jobId() + "@example.org>");
                });
    }

    @Test
    @Tag("J11")
    void dryRunMailsNothingAndCountsTheNotice() throws Exception {
        var notification = notification();
        var before = TestDatabase.digest(alerts.tenant);

        var report =
                alerts.engine.dryRun(
                        alerts.job, new SendNotificationJob.Args(notification), alerts.tenant);

        assertThat(TestDatabase.digest(alerts.tenant)).isEqualTo(before);
        assertThat(alerts.mails).isEmpty();
        assertThat(report.effect("mail").times()).isOne();
        assertThat(report.counts()).isEqualTo(run(notification).counts());
    }

    @Test
    void noticeIsSkippedWithoutAnOperator() throws Exception {
        alerts.operator = Optional.empty();

        var ran = run(notification());

        assertThat(ran.counts()).containsEntry("skipped", 1L);
        assertThat(alerts.list("skipped")).hasSize(1);
        assertThat(alerts.mails).isEmpty();
    }

    @Test
    void noticeOfAnUnknownEndIsSentAgainUnderTheSameMessageId() throws Exception {
        alerts.isRelayAway = true;
        var first = run(notification());
        alerts.isRelayAway = false;
        alerts.engine.later(Duration.ofMinutes(2));

        var second = alerts.engine.attempt(alerts.job, first.jobId());

        assertThat(first.liveState()).contains("retryable/");
        assertThat(first.errorCode()).isEqualTo("RelayException");
        assertThat(second.jobState()).contains("completed");
        assertThat(alerts.mails)
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.getHeaders().get("Message-ID"))
                            .containsExactly("<" + first.jobId() + "@example.org>");
                });
    }

    @Test
    void noticeThatNoAttemptDeliversIsMarkedFailed() throws Exception {
        alerts.isRelayAway = true;

        var ran = run(notification());
        for (var pause : SendNotificationJob.KIND.retries()) {
            assertThat(alerts.list("queued")).hasSize(1);
            alerts.engine.later(pause.multipliedBy(2));
            ran = alerts.engine.attempt(alerts.job, ran.jobId());
        }

        assertThat(ran.jobState()).contains("discarded");
        assertThat(ran.errorCode()).isEqualTo("not-taken");
        assertThat(alerts.list("failed")).hasSize(1);
        assertThat(alerts.list("queued")).isEmpty();
    }

    @Test
    void noticeOutlivesAnOutageOfThreeDays() throws Exception {
        alerts.isRelayAway = true;
        var pauses = SendNotificationJob.KIND.retries();

        var ran = run(notification());
        for (var pause : pauses.subList(0, pauses.size() - 1)) {
            alerts.engine.later(pause.multipliedBy(2));
            ran = alerts.engine.attempt(alerts.job, ran.jobId());
        }
        alerts.isRelayAway = false;
        alerts.engine.later(pauses.getLast().multipliedBy(2));
        ran = alerts.engine.attempt(alerts.job, ran.jobId());

        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isGreaterThan(Duration.ofDays(3));
        assertThat(ran.jobState()).contains("completed");
        assertThat(alerts.mails).hasSize(1);
    }

    @Test
    void secondJobForASentNoticeSendsNothing() throws Exception {
        var notification = notification();
        run(notification);

        var again = run(notification);

        assertThat(again.jobState()).contains("cancelled");
        assertThat(alerts.mails).hasSize(1);
    }

    private Ran run(UUID notification) {
        return alerts.engine.run(
                alerts.job, new SendNotificationJob.Args(notification), alerts.tenant);
    }

    private UUID notification() throws Exception {
        alerts.take(alerts.discarded("mail.send-message"));
        return alerts.list("queued").getFirst();
    }
}
