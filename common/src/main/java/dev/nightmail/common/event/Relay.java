package dev.nightmail.common.event;

import dev.nightmail.common.event.OutboxRepository.Waiting;
import dev.nightmail.common.time.Deadline;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Carries facts from the outbox to Kafka; one process of a service at a time.
 *
 * <p>Reads, sends, waits for the acknowledgements, deletes: no transaction is open while Kafka is
 * spoken to. While Kafka is away the outbox grows and nothing else happens.
 */
@Singleton
public class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final int BATCH = 500;
    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(2);
    private static final Duration LAST_BATCH = Duration.ofSeconds(3);

    private final OutboxRepository outbox;
    private final Topics topics;
    private final EventConfig config;
    private final Producers producers;
    private final String service;
    private volatile boolean stopped;
    private volatile Optional<Thread> thread = Optional.empty();

    Relay(
            OutboxRepository outbox,
            Topics topics,
            EventConfig config,
            Producers producers,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.outbox = outbox;
        this.topics = topics;
        this.config = config;
        this.producers = producers;
        this.service = service;
    }

    /** Relays while the supplied identity is there and this process is the one. */
    public void start(Supplier<Optional<UUID>> identity) {
        thread =
                Optional.of(Thread.ofPlatform().name("relay").daemon().start(() -> work(identity)));
    }

    /** Lets the batch that is under way be acknowledged and deleted, if that does not take long. */
    public void stop() throws InterruptedException {
        stopped = true;
        if (thread.isPresent()) {
            thread.get().join(LAST_BATCH);
        }
    }

    /**
     * Carries what is there to Kafka, unless another process does so; returns how much.
     *
     * @throws IOException when Kafka is away, or does not take all of it
     */
    public int drain(Optional<UUID> worker, Deadline deadline)
            throws IOException, InterruptedException {
        if (deadline.isOver()
                || worker.isEmpty()
                || outbox.list(service, 1).isEmpty()
                || !outbox.takeOver(service, worker.get())) {
            return 0;
        }
        try (var producer = producers.open()) {
            topics.make();
            int sent = 0;
            var batch = outbox.list(service, BATCH);
            while (!batch.isEmpty() && !deadline.isOver()) {
                var taken = send(producer, batch);
                outbox.delete(taken);
                sent += taken.size();
                if (taken.size() < batch.size()) {
                    throw new IOException("Kafka does not take all facts");
                }
                batch = outbox.list(service, BATCH);
            }
            return sent;
        } catch (KafkaException e) {
            throw new IOException("Facts wait in the outbox: Kafka does not answer", e);
        }
    }

    private void work(Supplier<Optional<UUID>> identity) {
        while (!stopped) {
            try (var producer = producers.open()) {
                topics.make();
                relay(producer, identity);
            } catch (IOException | KafkaException e) {
                LOG.warnf("Facts wait in the outbox: %s", e.getClass().getSimpleName());
                pause(OUTAGE_PAUSE);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Facts wait in the outbox", e);
                pause(OUTAGE_PAUSE);
            }
        }
    }

    private void relay(KafkaProducer<String, String> producer, Supplier<Optional<UUID>> identity)
            throws InterruptedException {
        while (!stopped) {
            var mine = identity.get();
            int sent = 0;
            if (mine.isPresent() && outbox.takeOver(service, mine.get())) {
                var batch = outbox.list(service, BATCH);
                sent = batch.size();
                if (sent > 0) {
                    outbox.delete(send(producer, batch));
                }
            }
            if (sent < BATCH) {
                pause(config.poll());
            }
        }
    }

    /** The ids of what Kafka has. Of a key the next is sent when it has the one before. */
    static List<Long> send(Producer<String, String> producer, List<Waiting> batch)
            throws InterruptedException {
        var sent = new ArrayList<Long>(batch.size());
        var left = batch;
        while (!left.isEmpty()) {
            var round = new LinkedHashMap<String, Waiting>();
            left.forEach(fact -> round.putIfAbsent(fact.key(), fact));
            var stuck = new HashSet<String>();
            for (var pending : sendAll(producer, round.values()).entrySet()) {
                if (isAcknowledged(pending.getKey(), pending.getValue())) {
                    sent.add(pending.getKey().id());
                } else {
                    stuck.add(pending.getKey().key());
                }
            }
            var asked = round.values().stream().map(Waiting::id).collect(Collectors.toSet());
            left =
                    left.stream()
                            .filter(fact -> !asked.contains(fact.id()))
                            .filter(fact -> !stuck.contains(fact.key()))
                            .toList();
        }
        return sent;
    }

    private static Map<Waiting, Future<?>> sendAll(
            Producer<String, String> producer, Collection<Waiting> facts) {
        var pending = new LinkedHashMap<Waiting, Future<?>>();
        for (var fact : facts) {
            var record = new ProducerRecord<>(fact.topic(), fact.key(), fact.event());
            pending.put(fact, producer.send(record));
        }
        return pending;
    }

    private static boolean isAcknowledged(Waiting fact, Future<?> answer)
            throws InterruptedException {
        try {
            answer.get();
            return true;
        } catch (ExecutionException e) {
            LOG.warnf(
                    "A fact stays in the outbox: topic=%s id=%d: %s",
                    fact.topic(), fact.id(), reason(e));
            return false;
        }
    }

    private static String reason(ExecutionException e) {
        return Optional.ofNullable(e.getCause()).orElse(e).getClass().getSimpleName();
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
