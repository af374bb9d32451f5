package dev.nightmail.common.security;

import java.nio.file.Path;
import java.util.Optional;

/** Secrets under a key set of the test's own. */
public final class TestSecrets {

    private TestSecrets() {}

    public static Secrets fresh() {
        return of(Secrets.newKeyset());
    }

    public static Secrets of(String keyset) {
        return new Secrets(
                new SecretsConfig() {
                    @Override
                    public Optional<Path> keysetFile() {
                        return Optional.empty();
                    }

                    @Override
                    public boolean required() {
                        return true;
                    }

                    @Override
                    public Optional<String> keyset() {
                        return Optional.of(keyset);
                    }
                });
    }
}
