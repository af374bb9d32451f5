package dev.nightmail.sync.body;

import dev.nightmail.common.setting.InForce;
import dev.nightmail.sync.body.BodyViewRepository.Standing;
import dev.nightmail.sync.html.HtmlSanitizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How it stands with bodies, by the rule by which they are handed out. */
@ApplicationScoped
public class BodyStates {

    private final BodyViewRepository views;
    private final InForce<BodyConfig> settings;

    BodyStates(BodyViewRepository views, InForce<BodyConfig> settings) {
        this.views = views;
        this.settings = settings;
    }

    /**
     * How it stands with one.
     *
     * @param name none, asked, stored or failed
     * @param cachedAt since when it is here; empty when it is not
     * @param failure why the last fetch failed, perhaps of what is here; empty if it did not
     */
    public record State(String name, Optional<Instant> cachedAt, Optional<String> failure) {}

    /** In the transaction of a request; empty when there is no such message. */
    public Optional<State> find(UUID message) {
        return views.find(message, settings.now().ttl(), HtmlSanitizer.VERSION)
                .map(body -> state(body.standing(), body.cachedAt()));
    }

    private static State state(Standing standing, Optional<Instant> cachedAt) {
        var since = standing.stored().flatMap(_ -> cachedAt);
        return new State(standing.state(), since, standing.failure());
    }
}
