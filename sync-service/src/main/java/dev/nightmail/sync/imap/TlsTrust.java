package dev.nightmail.sync.imap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Makes TLS sockets that trust the platform's authorities and those of a PEM file. */
final class TlsTrust {

    private TlsTrust() {}

    /**
     * Makes sockets from the platform's authorities and the file's.
     *
     * @throws IllegalStateException when the file cannot be read as certificates
     */
    static SSLSocketFactory socketFactory(Optional<Path> pem) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, trusting(authorities(pem)).getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new IllegalStateException("no trusted certificates", unreadable);
        }
    }

    private static List<Certificate> authorities(Optional<Path> pem)
            throws GeneralSecurityException, IOException {
        List<Certificate> authorities = new ArrayList<>();
        var platform = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        platform.init((KeyStore) null);
        for (var manager : platform.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                authorities.addAll(List.of(x509.getAcceptedIssuers()));
            }
        }
        if (pem.isPresent()) {
            try (var file = Files.newInputStream(pem.get())) {
                authorities.addAll(
                        CertificateFactory.getInstance("X.509").generateCertificates(file));
            }
        }
        return authorities;
    }

    private static TrustManagerFactory trusting(List<Certificate> authorities)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
