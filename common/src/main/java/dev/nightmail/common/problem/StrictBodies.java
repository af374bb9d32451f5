package dev.nightmail.common.problem;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses fields of a request that nobody reads: a slip in the name of an optional one would pass
 * unseen. Facts and stored JSON are read by another mapper, for there others may add fields.
 */
@Provider
class StrictBodies implements ContextResolver<ObjectMapper> {

    private final ObjectMapper strict;

    StrictBodies(ObjectMapper json) {
        strict = json.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return strict;
    }
}
