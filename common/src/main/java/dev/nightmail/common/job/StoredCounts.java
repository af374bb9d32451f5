package dev.nightmail.common.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** What jobs have counted, as it is stored: whole numbers by name. */
public final class StoredCounts {

    private StoredCounts() {}

    /**
     * What another release may have written beside them is passed over: counts are for people, and
     * a job does not fail for them.
     *
     * @param text JSON, as PostgreSQL stores it
     */
    public static Map<String, Long> read(ObjectMapper json, String text) {
        var counts = new TreeMap<String, Long>();
        try {
            for (var entry : json.readTree(text).properties()) {
                if (entry.getValue().canConvertToLong() && entry.getValue().isIntegralNumber()) {
                    counts.put(entry.getKey(), entry.getValue().longValue());
                }
            }
            return counts;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What PostgreSQL stores as JSON is JSON", e);
        }
    }
}
