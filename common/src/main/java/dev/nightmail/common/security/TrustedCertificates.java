package dev.nightmail.common.security;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom we trust when we speak to mail servers: what Java trusts, and what the operator adds. The
 * names in the certificates are checked by whoever opens the connection.
 */
@Singleton
public class TrustedCertificates {

    private final TlsConfig config;
    private volatile Optional<SSLSocketFactory> factory = Optional.empty();

    TrustedCertificates(TlsConfig config) {
        this.config = config;
    }

    /**
     * Read once, at the first use.
     *
     * @throws IllegalStateException when the operator's file holds no certificates
     */
    public SSLSocketFactory socketFactory() {
        var known = factory;
        if (known.isEmpty()) {
            known = Optional.of(trusting(config.trustedCertificates()));
            factory = known;
        }
        return known.get();
    }

    /** As {@link #socketFactory()}, for a file that the caller names. */
    public static SSLSocketFactory trusting(Optional<Path> pem) {
        try {
            var all = new ArrayList<Certificate>(trustedByJava());
            pem.map(TrustedCertificates::read).ifPresent(all::addAll);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers(storeOf(all)), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(
                    "nightmail.tls.trusted-certificates holds no certificates in PEM", e);
        }
    }

    private static List<X509Certificate> trustedByJava() throws GeneralSecurityException {
        return Stream.of(managers(null))
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    private static TrustManager[] managers(@Nullable KeyStore store)
            throws GeneralSecurityException {
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers.getTrustManagers();
    }

    private static KeyStore storeOf(List<Certificate> certificates)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry(String.valueOf(i), certificates.get(i));
        }
        return store;
    }

    private static Collection<? extends Certificate> read(Path pem) {
        try (var in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (IOException e) {
            throw new UncheckedIOException("nightmail.tls.trusted-certificates cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "nightmail.tls.trusted-certificates holds no certificates in PEM", e);
        }
    }
}
