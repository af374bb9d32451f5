package dev.nightmail.sync.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the API shows of a thread.
 *
 * @param subject of its oldest message
 * @param messages counted up to 1,000, as those unseen
 * @param participants whom its newest messages are from, the newest first
 * @param latestAt when its newest message came
 */
@RegisterForReflection
record ThreadView(
        UUID id,
        UUID accountId,
        String subject,
        long messages,
        long unseen,
        boolean hasAttachments,
        List<FullMessageView.Person> participants,
        Instant latestAt) {

    /** Whom it is from, of those that have something to say. */
    ThreadView with(List<FullMessageView.Person> people) {
        return new ThreadView(
                id, accountId, subject, messages, unseen, hasAttachments, people, latestAt);
    }

    /**
     * Some threads, those with the newest messages first. There may be fewer than the limit, even
     * none, and yet a next page: of so many messages one request looks at some only.
     *
     * @param next to ask for what follows; absent at the end
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<ThreadView> items, Optional<String> next) {}

    /**
     * A thread with its messages, oldest first.
     *
     * @param next to ask for what follows; absent at the end
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Whole(
            @JsonUnwrapped ThreadView thread, List<MessageView> items, Optional<String> next) {}
}
