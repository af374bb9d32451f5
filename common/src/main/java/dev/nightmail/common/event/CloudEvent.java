package dev.nightmail.common.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The envelope of a fact on Kafka: CloudEvents 1.0 in structured JSON mode.
 *
 * @param subject id of the aggregate
 * @param tenant an extension attribute
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record CloudEvent(
        String specversion,
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        UUID tenant,
        JsonNode data) {

    /** Whether it has all that a consumer relies on; what Jackson does not find, it leaves null. */
    public boolean isComplete() {
        return Stream.of(id, type, time, tenant, data).allMatch(Objects::nonNull);
    }
}
