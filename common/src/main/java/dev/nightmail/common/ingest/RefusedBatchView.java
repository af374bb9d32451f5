package dev.nightmail.common.ingest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** The problem (RFC 9457) of a batch in which nothing was what is wanted. */
@RegisterForReflection
public record RefusedBatchView(
        String type, String title, int status, String detail, List<IngestView.Wrong> errors) {

    static final int STATUS = 422;

    static RefusedBatchView of(List<IngestView.Wrong> errors) {
        return new RefusedBatchView(
                "urn:nightmail:problem:nothing-taken",
                "Unprocessable Content",
                STATUS,
                "Not one item is what is wanted here.",
                errors);
    }
}
