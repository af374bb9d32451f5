package dev.nightmail.common.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What waits: jobs in queues, and facts in outboxes. */
@ApplicationScoped
class QueueProbe implements Probe {

    private final LiveRepository live;
    private final HistoryRepository history;
    private final AlertConfig config;

    QueueProbe(LiveRepository live, HistoryRepository history, AlertConfig config) {
        this.live = live;
        this.history = history;
        this.config = config;
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
                        .map(queue -> queue(queue, ends.getOrDefault(queue.name(), Ends.NONE)));
        var outboxes = live.outboxes().stream().map(this::outbox);
        return Stream.concat(queues, outboxes).toList();
    }

    private Reading queue(LiveRepository.Queue queue, Ends ends) {
        return Reading.of("queue", queue.name())
                .with("waiting", queue.waiting())
                .with("active", queue.active())
                .with("oldestSeconds", queue.oldestSeconds())
                .with("completed24h", ends.completed())
                .with("failed24h", ends.discarded())
                .when(queue.waiting() > config.waiting(), Trouble.MANY_WAIT)
                .when(queue.oldestSeconds() > config.oldest().toSeconds(), Trouble.LONG_WAIT)
                .when(ends.discarded() > config.discarded(), Trouble.MANY_DISCARDED);
    }

    private Reading outbox(LiveRepository.Outbox outbox) {
        return Reading.of("outbox", outbox.service())
                .with("waiting", outbox.waiting())
                .with("oldestSeconds", outbox.oldestSeconds())
                .when(outbox.oldestSeconds() > config.oldest().toSeconds(), Trouble.LONG_WAIT);
    }
}
