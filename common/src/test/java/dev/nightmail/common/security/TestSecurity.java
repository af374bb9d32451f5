package dev.nightmail.common.security;

import dev.nightmail.common.testkit.TestServers;
import java.nio.file.Path;
import java.util.Optional;

/** Keys of this JVM's own, and trust in the test servers. */
public final class TestSecurity {

    private static final String KEYSET = Secrets.newKeyset();

    private TestSecurity() {}

    public static TrustedCertificates trusted() {
        return new TrustedCertificates(() -> Optional.of(Path.of(TestServers.get("tls.ca"))));
    }

    public static Secrets secrets() {
        return new Secrets(
                new SecretsConfig() {
                    @Override
                    public Optional<Path> keysetFile() {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<String> keyset() {
                        return Optional.of(KEYSET);
                    }
                });
    }
}
