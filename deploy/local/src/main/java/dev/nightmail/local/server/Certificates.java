package dev.nightmail.local.server;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The certificates of this stack: an authority of its own, and one for {@code localhost} and
 * 127.0.0.1 that it signed.
 *
 * @param folder where they are kept
 */
public record Certificates(Path folder) {
    private static final String STORE_PASSWORD = "nightmail";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    /** Those of a stack. */
    public static Certificates in(Layout layout) {
        return new Certificates(layout.folder("tls"));
    }

    public Path authority() {
        return folder.resolve("ca.pem");
    }

    public Path chain() {
        return folder.resolve("server.pem");
    }

    public Path key() {
        return folder.resolve("server.key");
    }

    /** The server's key and chain as PKCS #12, for Java; see {@link #password()}. */
    public Path keyStore() {
        return folder.resolve("server.p12");
    }

    public static String password() {
        return STORE_PASSWORD;
    }

    /** Makes them the first time. */
    void create() {
        try {
            if (Files.exists(key())) {
                protectKeyStore();
                return;
            }
            Files.deleteIfExists(keyStore());
            keytool(
                    "-alias",
                    "ca",
                    "-dname",
                    "CN=Nightmail local authority",
                    "-ext",
                    "bc:c=ca:true");
            keytool(
                    "-alias",
                    "server",
                    "-dname",
                    "CN=localhost",
                    "-signer",
                    "ca",
                    "-ext",
                    "eku=serverAuth",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1");
            export();
        } catch (IOException | GeneralSecurityException e) {
            throw new Refusal("cannot create certificates in " + folder + ": " + e.getMessage(), e);
        }
    }

    private void keytool(String... options) {
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var fixed =
                Stream.of(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore().toString(),
                        "-storepass",
                        STORE_PASSWORD);
        Command.of(Stream.concat(fixed, Stream.of(options)).toList()).output();
    }

    /** The key comes last: it says that all the rest is there. */
    private void export() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(keyStore().toFile(), STORE_PASSWORD.toCharArray());
        Files.writeString(authority(), pem("CERTIFICATE", store.getCertificate("ca").getEncoded()));
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : store.getCertificateChain("server")) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Files.writeString(chain(), chain);
        Key key = store.getKey("server", STORE_PASSWORD.toCharArray());
        store.deleteEntry("ca");
        protectKeyStore();
        try (var out = Files.newOutputStream(keyStore())) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
        Path fresh =
                Files.createTempFile(
                        folder, "server", ".key", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(fresh, pem("PRIVATE KEY", key.getEncoded()));
        Files.move(fresh, key());
    }

    /** It holds the private key, and keytool makes it readable for all. */
    private void protectKeyStore() throws IOException {
        Files.setPosixFilePermissions(keyStore(), OWNER_ONLY);
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
