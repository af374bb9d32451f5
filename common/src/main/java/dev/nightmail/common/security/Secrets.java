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
import java.nio.ByteBuffer;
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

    private static final int PREFIX_BYTES = 5;
    private static final byte TINK = 1;

    private final SecretsConfig config;
    private volatile Optional<Loaded> loaded = Optional.empty();

    /**
     * The key set as it was read once.
     *
     * @param primary what cipher texts begin with that are under the primary key
     */
    private record Loaded(Aead aead, ByteBuffer primary) {}

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

    /**
     * What a cipher text under the primary key begins with: five bytes, the last four of them the
     * key's id (Tink's wire format).
     */
    public byte[] primaryKey() {
        return loaded().primary().array().clone();
    }

    /** The same secret under the primary key; empty when it cannot be decrypted. */
    public Optional<byte[]> findRenewed(byte[] cipherText, UUID tenant, UUID owner) {
        try {
            var bound = boundTo(tenant, owner);
            return Optional.of(aead().encrypt(aead().decrypt(cipherText, bound), bound));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /**
     * The key set with one more key, as JSON. Processes that have it read what the new key has
     * encrypted; they encrypt with it once it is the primary one.
     */
    public static String withNewKey(String keyset) {
        try {
            var fresh =
                    KeysetHandle.generateNew(
                            PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
            return json(
                    KeysetHandle.newBuilder(parse(keyset))
                            .addEntry(KeysetHandle.importKey(fresh.getPrimary().getKey()))
                            .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key can be added", e);
        }
    }

    /** The key set with its newest key as the primary one, as JSON. */
    public static String promoted(String keyset) {
        try {
            var builder = KeysetHandle.newBuilder(parse(keyset));
            builder.getAt(builder.size() - 1).makePrimary();
            return json(builder.build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key can be made the primary one", e);
        }
    }

    /** A new key set with one AES-256-GCM key, as JSON. */
    public static String newKeyset() {
        try {
            return json(
                    KeysetHandle.generateNew(
                            PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key set can be made", e);
        }
    }

    private static byte[] boundTo(UUID tenant, UUID owner) {
        return (tenant + "|" + owner).getBytes(StandardCharsets.UTF_8);
    }

    private static KeysetHandle parse(String json) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(
                json, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    }

    private static String json(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(
                keyset, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    }

    private Aead aead() {
        return loaded().aead();
    }

    private Loaded loaded() {
        var known = loaded;
        if (known.isEmpty()) {
            known = Optional.of(load());
            loaded = known;
        }
        return known.get();
    }

    private Loaded load() {
        try {
            var keyset = parse(text());
            return new Loaded(
                    keyset.getPrimitive(AeadConfig2026.get(), Aead.class),
                    ByteBuffer.allocate(PREFIX_BYTES)
                            .put(TINK)
                            .putInt(keyset.getPrimary().getId()));
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
