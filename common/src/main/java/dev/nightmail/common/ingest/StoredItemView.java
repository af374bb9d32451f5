package dev.nightmail.common.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * An item as it was last told.
 *
 * @param receivedAt when this version came in
 * @param fields none of a deleted one
 */
@RegisterForReflection
public record StoredItemView(
        String externalId, long version, boolean deleted, Instant receivedAt, JsonNode fields) {}
