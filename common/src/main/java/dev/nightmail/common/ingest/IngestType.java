package dev.nightmail.common.ingest;

import java.util.List;

/**
 * A type of things that the product tells of: their shape, and the table that they land in.
 *
 * <p>The table has {@code tenant_id}, {@code external_id} (its primary key), {@code version},
 * {@code deleted}, {@code received_at}, and a column for each field that may be null.
 */
public interface IngestType {

    /** As in the path of the API and in the topic, such as {@code magic-link}. */
    String name();

    /** With its schema. */
    String table();

    /** What an item has beside id and version. */
    List<Field> fields();

    /** What the product's ids of such things may be. */
    default Field externalId() {
        return Field.id("externalId");
    }

    /** On which items come one by one. */
    default String topic() {
        return "nightmail.product." + name() + ".v1";
    }

    /** The type of the events there. */
    default String eventType() {
        return "dev.nightmail.product." + name() + ".changed";
    }
}
