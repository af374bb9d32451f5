package dev.nightmail.common.storage;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig2026;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.time.Monotonic;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The key of each owner's objects (AES-256-GCM-HKDF, in segments of 4 KB). A process remembers a
 * key for a minute, so that a key which was destroyed opens nothing a minute later, anywhere.
 */
@ApplicationScoped
public class DataKeys {

    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    private static final int MOST_REMEMBERED = 10_000;

    private final Sql sql;
    private final DataKeyRepository rows;
    private final Secrets secrets;
    private final Monotonic time;
    private final Map<Owner, Remembered> remembered = new ConcurrentHashMap<>();

    DataKeys(Sql sql, DataKeyRepository rows, Secrets secrets, Monotonic time) {
        this.sql = sql;
        this.rows = rows;
        this.secrets = secrets;
        this.time = time;
    }

    private record Remembered(StreamingAead key, long since) {}

    /**
     * To write with; made when the owner has none yet, in a transaction of its own.
     *
     * @throws ObjectGoneException when it was destroyed
     */
    StreamingAead obtain(Owner owner) throws ObjectGoneException {
        var known = recall(owner);
        if (known.isPresent()) {
            return known.get();
        }
        long since = time.nanos();
        var fresh = secrets.encrypt(newKeyset(), owner.tenant(), owner.id());
        var kept =
                sql.transaction(
                        Access.worker(owner.tenant()),
                        () -> {
                            rows.insert(owner, fresh);
                            return rows.find(owner);
                        });
        return remember(owner, kept, since);
    }

    /**
     * To read with.
     *
     * @throws ObjectGoneException when there is none, or none any more
     */
    StreamingAead get(Owner owner) throws ObjectGoneException {
        var known = recall(owner);
        if (known.isPresent()) {
            return known.get();
        }
        long since = time.nanos();
        var kept = sql.transaction(Access.worker(owner.tenant()), () -> rows.find(owner));
        return remember(owner, kept, since);
    }

    /**
     * Makes all objects of the owner unreadable for ever, with the caller's transaction; returns
     * whether there was still something to destroy. Other processes forget the key within a minute.
     */
    public boolean destroy(Owner owner) {
        boolean destroyed = rows.destroy(owner);
        sql.afterCommit(() -> remembered.remove(owner));
        return destroyed;
    }

    private Optional<StreamingAead> recall(Owner owner) {
        return Optional.ofNullable(remembered.get(owner))
                .filter(known -> !isOver(known))
                .map(Remembered::key);
    }

    private StreamingAead remember(Owner owner, Optional<DataKeyRepository.Kept> kept, long since)
            throws ObjectGoneException {
        var wrapped =
                kept.flatMap(DataKeyRepository.Kept::wrapped)
                        .orElseThrow(() -> new ObjectGoneException("the key was destroyed"));
        var key = unwrapped(secrets.decrypt(wrapped, owner.tenant(), owner.id()));
        remembered.values().removeIf(this::isOver);
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.put(owner, new Remembered(key, since));
        }
        return key;
    }

    private boolean isOver(Remembered known) {
        return time.since(known.since()).compareTo(REMEMBERED) >= 0;
    }

    private static String newKeyset() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(
                            PredefinedStreamingAeadParameters.AES256_GCM_HKDF_4KB,
                            StreamingAeadConfig2026.get()),
                    StreamingAeadConfig2026.get(),
                    InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No data key can be made", e);
        }
    }

    private static StreamingAead unwrapped(String keyset) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(
                            keyset, StreamingAeadConfig2026.get(), InsecureSecretKeyAccess.get())
                    .getPrimitive(StreamingAeadConfig2026.get(), StreamingAead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A data key cannot be read", e);
        }
    }
}
