package dev.nightmail.sync.account;

import dev.nightmail.common.security.Secrets;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Stops the start when the key set is missing, rather than the first sync. */
@Singleton
class SecretsCheck {

    void check(@Observes StartupEvent event, Secrets secrets) {
        secrets.check();
    }
}
