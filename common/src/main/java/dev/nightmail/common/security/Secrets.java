package dev.nightmail.common.security;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;

/**
 * Encrypts what must not be readable in a dump. A cipher text is bound to its tenant and owner, so
 * that a row copied to another does not decrypt; it starts with the id of its key, so that key sets
 * can be rotated.
 */
@Singleton
public class Secrets {

    private final SecretsConfig config;
    private volatile Optional<Aead> aead = Optional.empty();

    Secrets(SecretsConfig config) {
        this.config = config;
    }

    /** Whether a key set is configured and readable. */
    void check() {
        aead();
    }

    public byte[] encrypt(String secret, UUID tenant, UUID owner) {
        return encryptBytes(secret.getBytes(StandardCharsets.UTF_8), tenant, owner);
    }

    /** As {@link #decryptBytes}, for a text. */
    public String decrypt(byte[] cipherText, UUID tenant, UUID owner) {
        return new String(decryptBytes(cipherText, tenant, owner), StandardCharsets.UTF_8);
    }

    public byte[] encryptBytes(byte[] secret, UUID tenant, UUID owner) {
        try {
            return aead().encrypt(secret, boundTo(tenant, owner));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret cannot be encrypted", e);
        }
    }

    /**
     * @throws IllegalStateException when the cipher text is another owner's, or its key is not in
     *     the key set
     */
    public byte[] decryptBytes(byte[] cipherText, UUID tenant, UUID owner) {
        try {
            return aead().decrypt(cipherText, boundTo(tenant, owner));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret cannot be decrypted", e);
        }
    }

    /** A new key set with one AES-256-GCM key, as JSON. */
    public static String newKeyset() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(
                            PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
                    AeadConfig2026.get(),
                    InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key set can be made", e);
        }
    }

    private static byte[] boundTo(UUID tenant, UUID owner) {
        return (tenant + "|" + owner).getBytes(StandardCharsets.UTF_8);
    }

    private Aead aead() {
        var known = aead;
        if (known.isEmpty()) {
            known = Optional.of(load());
            aead = known;
        }
        return known.get();
    }

    private Aead load() {
        try {
            var keyset =
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            text(), AeadConfig2026.get(), InsecureSecretKeyAccess.get());
            return keyset.getPrimitive(AeadConfig2026.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "nightmail.secrets.keyset-file or nightmail.secrets.keyset holds no key set",
                    e);
        }
    }

    private String text() {
        if (config.keysetFile().isPresent()) {
            try {
                return Files.readString(config.keysetFile().get());
            } catch (IOException e) {
                throw new UncheckedIOException("nightmail.secrets.keyset-file cannot be read", e);
            }
        }
        return config.keyset()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "Set nightmail.secrets.keyset-file or nightmail.secrets.keyset"));
    }
}
