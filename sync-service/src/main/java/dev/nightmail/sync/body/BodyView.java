package dev.nightmail.sync.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a message says.
 *
 * @param html a fragment that runs nothing and loads nothing but our attachments; an image that was
 *     not loaded has its address in {@code data-blocked-src}
 * @param blocked how many addresses of others were taken out of it
 * @param truncated whether the message says more than is kept of it
 * @param jobId that fetches it anew now; absent when none does
 * @param failure why it was not fetched anew when somebody asked for that; absent otherwise
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record BodyView(
        UUID id,
        Instant cachedAt,
        String text,
        String html,
        int blocked,
        boolean truncated,
        List<Attachment> attachments,
        Optional<UUID> jobId,
        Optional<String> failure) {

    /**
     * An attachment, to be had at its address.
     *
     * @param name as the sender calls it; may be empty
     * @param type as the sender says, which it is not served as
     * @param size in bytes; a third too large until it was fetched
     * @param inline whether the message shows it within its text
     */
    @RegisterForReflection
    record Attachment(int n, String name, String type, long size, boolean inline, String url) {}
}
