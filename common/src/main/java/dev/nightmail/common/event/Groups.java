package dev.nightmail.common.event;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The groups of consumers on Kafka. */
@Singleton
class Groups {

    private final Map<String, Object> kafka;
    private final EventConfig config;

    Groups(@Identifier("default-kafka-broker") Map<String, Object> kafka, EventConfig config) {
        this.kafka = kafka;
        this.config = config;
    }

    /**
     * Whether a process listens in it.
     *
     * @throws IOException when Kafka does not answer in time
     */
    boolean isLive(String group) throws IOException, InterruptedException {
        try (var admin = AdminClient.create(kafka)) {
            var found =
                    admin.describeConsumerGroups(List.of(group))
                            .all()
                            .get(config.sendTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return found.values().stream().anyMatch(one -> !one.members().isEmpty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw new IOException("Kafka says nothing of a group", e);
        } catch (TimeoutException e) {
            throw new IOException("Kafka does not answer", e);
        }
    }
}
