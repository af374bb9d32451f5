package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.sync.body.BodyConfig;
import dev.nightmail.sync.body.BodyRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Has the bodies of flagged mail fetched before anybody asks: of what is flagged when it is stored,
 * if it is recent, and of what is flagged later, whatever its age. Some at each sync, the newest
 * first, so that the first sync of an old account does not fetch what nobody looks at.
 */
@ApplicationScoped
class FlaggedMail {

    private static final String FLAG = "\\Flagged";

    private final BodyRequests bodies;
    private final InForce<BodyConfig> settings;
    private final InstantSource clock;

    FlaggedMail(BodyRequests bodies, InForce<BodyConfig> settings, InstantSource clock) {
        this.bodies = bodies;
        this.settings = settings;
        this.clock = clock;
    }

    /** Messages that the chunk has inserted. */
    void stored(OpenMailbox open, Chunk chunk, List<NewMessage> messages) {
        var since = clock.instant().minus(settings.now().aheadAge());
        fetch(
                open,
                chunk,
                messages.stream()
                        .filter(message -> isFlagged(message.fetched().flags()))
                        .filter(message -> date(message).isAfter(since))
                        .map(NewMessage::id));
    }

    /** Messages whose flags the chunk has changed. */
    void changed(OpenMailbox open, Chunk chunk, List<MessageRepository.Flagged> messages) {
        fetch(
                open,
                chunk,
                messages.stream()
                        .filter(message -> isFlagged(message.flags()))
                        .map(MessageRepository.Flagged::id));
    }

    private void fetch(OpenMailbox open, Chunk chunk, Stream<UUID> flagged) {
        var some = flagged.limit(open.pass().leftAhead(settings.now().mostAhead())).toList();
        if (some.isEmpty()) {
            return;
        }
        open.pass().noteAhead(some.size());
        int asked = bodies.ahead(open.job().tenant(), some);
        if (asked > 0) {
            chunk.count("bodiesAhead", asked);
        }
    }

    private static boolean isFlagged(Collection<String> flags) {
        return flags.stream().anyMatch(FLAG::equalsIgnoreCase);
    }

    private static Instant date(NewMessage message) {
        return message.fetched().internalDate().or(message.header()::date).orElse(Instant.EPOCH);
    }
}
