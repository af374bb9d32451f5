package dev.nightmail.common.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses fields of a request that nobody reads: a slip in the name of an optional one would pass
 * unseen. Neither may one be there twice, of which others may have read the other one. Facts and
 * stored JSON are read by another mapper, for there others may add fields.
 */
@Provider
class StrictBodies implements ContextResolver<ObjectMapper> {

    private final ObjectMapper strict;

    StrictBodies(ObjectMapper json) {
        strict =
                json.copy()
                        .enable(
                                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                                DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .registerModule(PlainText.module());
        strict.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return strict;
    }
}
