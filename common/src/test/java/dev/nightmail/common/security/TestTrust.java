package dev.nightmail.common.security;

import dev.nightmail.common.testkit.TestServers;
import java.nio.file.Path;
import java.util.Optional;

/** Trust in the test servers. */
public final class TestTrust {

    private TestTrust() {}

    public static TrustedCertificates inTestServers() {
        return new TrustedCertificates(() -> Optional.of(Path.of(TestServers.get("tls.ca"))));
    }
}
