package dev.nightmail.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.event.AlertFact;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the operator is mailed of alerts. */
@Tag("J19")
@Tag("N8")
class AlertMailTest {

    private static final int ROUNDS = 20;
    private static final int AT_ONCE = 8;

    private final Alerts alerts = new Alerts();

    @Test
    void alertIsMailedOnceWhenItIsRaisedAndOnceWhenItIsOverHoweverOftenItIsTold() throws Exception {
        var id = UUID.randomUUID();
        var raised = alerts.alert(AlertFact.Type.RAISED, id, "maintenance.prune-jobs");
        var resolved = alerts.alert(AlertFact.Type.RESOLVED, id, "maintenance.prune-jobs");

        alerts.take(raised);
        alerts.take(raised);
        alerts.take(alerts.alert(AlertFact.Type.RAISED, id, "maintenance.prune-jobs"));
        mail();
        alerts.take(resolved);
        alerts.take(resolved);
        mail();
        mail();

        assertThat(alerts.mails)
                .extracting(mail -> mail.getSubject())
                .containsExactly(
                        "[Nightmail] critical: no-success of maintenance.prune-jobs",
                        "[Nightmail] resolved: no-success of maintenance.prune-jobs");
        assertThat(alerts.mails.getFirst().getText())
                .contains("has not succeeded in its time", "lateSeconds = 61", "docs/alerts.md");
        assertThat(alerts.list("sent")).hasSize(2);
    }

    @Test
    void stormOfFiveHundredIsOneMail() throws Exception {
        for (int alert = 0; alert < 500; alert++) {
            alerts.take(alerts.alert(AlertFact.Type.RAISED, UUID.randomUUID(), "storm-" + alert));
        }
        alerts.take(alerts.discarded("mail.send-message"));

        mail();

        assertThat(alerts.mails)
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.getSubject())
                            .isEqualTo("[Nightmail] 501 notices, 500 critical");
                    assertThat(mail.getText())
                            .contains("alert raised: critical, no-success of storm-0")
                            .contains("and 401 more");
                });
        assertThat(alerts.list("sent")).hasSize(501);
        assertThat(alerts.list("queued")).isEmpty();
        assertThat(alerts.engine.enqueued(SendNotificationJob.KIND, alerts.tenant)).isEmpty();
    }

    @Test
    void whatGoesTogetherIsTheSameMailAfterAnOutage() throws Exception {
        alerts.take(alerts.alert(AlertFact.Type.RAISED, UUID.randomUUID(), "first"));
        alerts.take(alerts.alert(AlertFact.Type.RAISED, UUID.randomUUID(), "second"));
        alerts.isRelayAway = true;
        alerts.engine.later(Alerts.GATHER);
        var tried = alerts.engine.drain(alerts.tenant, alerts.job).getFirst();
        alerts.take(alerts.alert(AlertFact.Type.RAISED, UUID.randomUUID(), "third"));
        alerts.isRelayAway = false;

        alerts.engine.untilDue(tried.jobId());
        alerts.engine.drain(alerts.tenant, alerts.job);

        assertThat(alerts.mails).hasSize(2);
        assertThat(alerts.mails)
                .filteredOn(mail -> mail.getText().contains("first"))
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail.getText()).contains("second").doesNotContain("third"));
        assertThat(alerts.list("sent")).hasSize(3);
    }

    @Test
    void noticesOfACancelledMailGoWithTheNext() throws Exception {
        alerts.take(alerts.alert(AlertFact.Type.RAISED, UUID.randomUUID(), "first"));
        alerts.take(alerts.alert(AlertFact.Type.RAISED, UUID.randomUUID(), "second"));
        var carrier = carry(alerts.list("queued").getFirst());
        mail();
        assertThat(alerts.mails).isEmpty();
        assertThat(alerts.list("queued")).hasSize(2);

        cancel(carrier);
        alerts.take(alerts.alert(AlertFact.Type.RAISED, UUID.randomUUID(), "third"));
        mail();

        assertThat(alerts.mails)
                .singleElement()
                .satisfies(mail -> assertThat(mail.getText()).contains("first", "second", "third"));
        assertThat(alerts.list("sent")).hasSize(3);
    }

    @Test
    void secondJobOfANoticeWhoseMailWasCancelledMailsAllThatWentWithIt() throws Exception {
        alerts.take(alerts.alert(AlertFact.Type.RAISED, UUID.randomUUID(), "first"));
        alerts.take(alerts.alert(AlertFact.Type.RAISED, UUID.randomUUID(), "second"));
        var notice = alerts.list("queued").getFirst();
        cancel(carry(notice));

        alerts.engine.run(alerts.job, new SendNotificationJob.Args(notice), alerts.tenant);

        assertThat(alerts.mails)
                .singleElement()
                .satisfies(mail -> assertThat(mail.getText()).contains("first", "second"));
        assertThat(alerts.list("sent")).hasSize(2);
    }

    @Test
    void noticeGoesInOneMailHoweverManyAreGatheredAtOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            for (int alert = 0; alert < AT_ONCE; alert++) {
                alerts.take(alerts.alert(AlertFact.Type.RAISED, UUID.randomUUID(), "a" + alert));
            }
            var gathered = gatherAtOnce(alerts.list("queued"));

            assertThat(gathered).hasSize(AT_ONCE).doesNotHaveDuplicates();
            alerts.engine.sql.transact(
                    Access.worker(alerts.tenant),
                    () ->
                            alerts.engine.sql.update(
                                    "UPDATE notify.notification SET state = 'skipped', ended_at = now() WHERE state = 'queued'"));
        }
    }

    /** Each has a job of its own, as when facts come one after the other. */
    private List<UUID> gatherAtOnce(List<UUID> notices) throws Exception {
        var parts = new ArrayList<Future<List<Notification>>>();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var notice : notices) {
                var job = waiting(notice);
                parts.add(
                        threads.submit(() -> {
                            start.await();
                            return gather(notice, job);
                        }));
            }
            start.countDown();
        }
        var gathered = new ArrayList<UUID>();
        for (var part : parts) {
            part.get().forEach(found -> gathered.add(found.id()));
        }
        return gathered;
    }

    private List<Notification> gather(UUID notice, UUID job) {
        return alerts.engine.sql.transaction(
                Access.worker(alerts.tenant), () -> alerts.notifications.gather(notice, job, 1000));
    }

    /** A job that has taken all that waits, and is not yet at the mail. */
    private UUID carry(UUID notice) {
        var job = waiting(notice);
        gather(notice, job);
        return job;
    }

    private UUID waiting(UUID notice) {
        var engine = alerts.engine;
        var wanted =
                NewJob.of(
                                SendNotificationJob.KIND,
                                new SendNotificationJob.Args(notice),
                                alerts.tenant,
                                Trigger.API,
                                "test")
                        .notBefore(engine.clock.instant().plus(Duration.ofDays(1)));
        return engine.sql.transaction(Access.machinery(), () -> engine.jobs.enqueue(wanted)).id();
    }

    private void cancel(UUID job) {
        var engine = alerts.engine;
        engine.sql.transact(
                Access.worker(alerts.tenant), () -> engine.steering.cancel(job, "test", ""));
    }

    @Test
    void troubleOfAnotherReleaseIsMailedAllTheSame() throws Exception {
        alerts.take(
                alerts.alert(AlertFact.Type.RAISED, UUID.randomUUID(), "x")
                        .replace("no-success", "new-trouble"));

        mail();

        assertThat(alerts.mails.getFirst().getSubject()).endsWith("new-trouble of x");
    }

    private void mail() {
        alerts.engine.later(Alerts.GATHER);
        alerts.engine.drain(alerts.tenant, alerts.job);
    }
}
