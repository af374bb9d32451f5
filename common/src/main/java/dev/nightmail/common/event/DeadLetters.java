package dev.nightmail.common.event;

import dev.nightmail.common.event.Inbox.MalformedFactException;
import dev.nightmail.common.sql.SqlException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/** Sets aside what a consumer cannot process. */
@Singleton
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(2);

    private final Producers producers;

    DeadLetters(Producers producers) {
        this.producers = producers;
    }

    /**
     * A record as it came.
     *
     * @param reason for people; holds nothing of the record's values
     */
    public record Letter(ConsumerRecord<String, String> record, String reason) {

        /** Messages of exceptions that are not ours may hold a value. */
        public static Letter because(ConsumerRecord<String, String> record, RuntimeException why) {
            boolean isOurs = why instanceof SqlException || why instanceof MalformedFactException;
            return new Letter(
                    record, isOurs ? String.valueOf(why.getMessage()) : why.getClass().getName());
        }
    }

    /** Returns when Kafka has all of them. A process that dies before may send them once more. */
    public void send(List<Letter> letters) throws InterruptedException {
        letters.forEach(DeadLetters::log);
        var left = letters.stream().map(DeadLetters::whole).toList();
        while (!left.isEmpty()) {
            try (var producer = producers.open()) {
                left = sendAll(producer, left);
            } catch (KafkaException e) {
                LOG.warnf("Dead letters wait: %s", e.getClass().getSimpleName());
            }
            if (!left.isEmpty()) {
                pause();
            }
        }
    }

    static String topic(String of) {
        return of + ".dead";
    }

    /** Those that Kafka did not take, as they are to be sent next. */
    private static List<ProducerRecord<String, String>> sendAll(
            KafkaProducer<String, String> producer, List<ProducerRecord<String, String>> letters)
            throws InterruptedException {
        var answers = new ArrayList<Future<?>>(letters.size());
        letters.forEach(letter -> answers.add(producer.send(letter)));
        var left = new ArrayList<ProducerRecord<String, String>>();
        for (int i = 0; i < answers.size(); i++) {
            try {
                answers.get(i).get();
            } catch (ExecutionException e) {
                var letter = letters.get(i);
                left.add(
                        e.getCause() instanceof RecordTooLargeException
                                ? withoutValue(letter)
                                : letter);
            }
        }
        return left;
    }

    private static ProducerRecord<String, String> whole(Letter letter) {
        var record = letter.record();
        var dead = new ProducerRecord<>(topic(record.topic()), record.key(), record.value());
        record.headers().forEach(dead.headers()::add);
        head(dead, "dead-letter-reason", letter.reason());
        head(dead, "dead-letter-topic", record.topic());
        head(dead, "dead-letter-partition", String.valueOf(record.partition()));
        head(dead, "dead-letter-offset", String.valueOf(record.offset()));
        return dead;
    }

    /** With its headers it is longer than it was; they say where the whole one is. */
    private static ProducerRecord<String, String> withoutValue(
            ProducerRecord<String, String> letter) {
        var head = new ProducerRecord<>(letter.topic(), letter.key(), "");
        letter.headers().forEach(head.headers()::add);
        return head;
    }

    private static void head(ProducerRecord<String, String> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void log(Letter letter) {
        LOG.warnf(
                "A record goes to the dead letters: topic=%s partition=%d offset=%d reason=%s",
                letter.record().topic(),
                letter.record().partition(),
                letter.record().offset(),
                letter.reason());
    }

    private static void pause() throws InterruptedException {
        LockSupport.parkNanos(OUTAGE_PAUSE.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
