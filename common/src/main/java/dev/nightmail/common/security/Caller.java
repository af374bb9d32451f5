package dev.nightmail.common.security;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;

/** Who makes the present request. */
@RequestScoped
public class Caller {

    private Optional<ApiKey> key = Optional.empty();

    /** The tenant whose rows the caller may see. */
    public UUID tenant() {
        return key.orElseThrow().tenant();
    }

    /** As it stands in jobs and the audit, such as {@code key:018f…}. */
    public String actor() {
        return "key:" + key.orElseThrow().id();
    }

    /** False also for one who is not known, where such are let in ({@link Open}). */
    public boolean may(String scope) {
        return key.isPresent();
    }

    void is(ApiKey key) {
        this.key = Optional.of(key);
    }
}
