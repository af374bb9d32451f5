package dev.nightmail.common.job;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON of which nothing may be lacking that is not Optional. */
public final class StrictJson {

    private StrictJson() {}

    /** The same mapper, but strict; a copy. */
    public static ObjectMapper of(ObjectMapper json) {
        return json.copy()
                .enable(
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }
}
