package dev.nightmail.common.health;

import dev.nightmail.common.setting.InForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What waits: jobs in queues, and facts in outboxes. */
@ApplicationScoped
class QueueProbe implements Probe {

    private final LiveRepository live;
    private final HistoryRepository history;
    private final InForce<AlertConfig> settings;

    QueueProbe(LiveRepository live, HistoryRepository history, InForce<AlertConfig> settings) {
        this.live = live;
        this.history = history;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public List<Reading> look(Instant now) {
        var ends = history.endsByQueue(now);
        var queues =
                live.queues(now).stream()
                        .map(queue -> queue(queue, ends.getOrDefault(queue.name(), Tally.NONE)));
        var outboxes = live.outboxes().stream().map(this::outbox);
        return Stream.concat(queues, outboxes).toList();
    }

    private Reading queue(LiveRepository.Queue queue, Tally ends) {
        var limits = settings.now();
        return Reading.of("queue", queue.name())
                .with("waiting", queue.waiting())
                .with("active", queue.active())
                .with("oldestSeconds", queue.oldestSeconds())
                .with("completed24h", ends.completed())
                .with("failed24h", ends.discarded())
                .when(queue.waiting() > limits.waiting(), Trouble.MANY_WAIT)
                .when(queue.oldestSeconds() > limits.oldest().toSeconds(), Trouble.LONG_WAIT)
                .when(ends.discarded() > limits.discarded(), Trouble.MANY_DISCARDED);
    }

    private Reading outbox(LiveRepository.Outbox outbox) {
        return Reading.of("outbox", outbox.service())
                .with("waiting", outbox.waiting())
                .with("oldestSeconds", outbox.oldestSeconds())
                .when(
                        outbox.oldestSeconds() > settings.now().oldest().toSeconds(),
                        Trouble.LONG_WAIT);
    }
}
