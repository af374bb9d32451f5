package dev.nightmail.common.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Stops the start of a service that needs a key set and has none, rather than its first job. */
@Singleton
class SecretsCheck {

    void check(@Observes StartupEvent event, SecretsConfig config, Secrets secrets) {
        if (config.required()) {
            secrets.check();
        }
    }
}
