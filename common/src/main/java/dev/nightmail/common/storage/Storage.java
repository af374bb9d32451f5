package dev.nightmail.common.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmail.common.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores and reads objects, encrypted as streams under their owner's key and bound to their
 * reference, so that one put in the place of another does not decrypt. Never within a transaction:
 * the store may be far away.
 */
@ApplicationScoped
public class Storage {

    private final ObjectStore store;
    private final DataKeys keys;
    private final Ids ids;

    Storage(ObjectStore store, DataKeys keys, Ids ids) {
        this.store = store;
        this.keys = keys;
        this.ids = ids;
    }

    /**
     * Stores an object, durably. It must be named by a row within a day, or it is swept. What the
     * content throws comes out as it is.
     *
     * @param type a class of objects, such as {@code body}, by which the sweep knows its own
     * @throws ObjectGoneException when the owner's key was destroyed
     * @throws StoreAwayException when the store has not taken it; nothing of it is there, or all of
     *     it, which is swept
     */
    public StoredObject put(Owner owner, String type, Content content) throws IOException {
        var reference = new ObjectKey(owner, type, ids.next()).text();
        var key = keys.obtain(owner);
        var measure = new Measure();
        var handover =
                new Handover(out -> {
                    try (var encrypted = key.newEncryptingStream(out, boundTo(reference))) {
                        content.writeTo(measure.over(encrypted));
                    } catch (GeneralSecurityException e) {
                        throw new IOException("An object cannot be encrypted", e);
                    }
                });
        try {
            store.put(reference, handover);
        } catch (IOException e) {
            throw handover.blame(e);
        }
        return measure.of(reference);
    }

    /**
     * The plain text. A stream that was cut or altered fails where it was; one that is not what was
     * stored fails at its end.
     *
     * @param object as it was stored; without its digest only its size is looked at
     * @throws ObjectGoneException when it is not there, or its owner's key was destroyed
     * @throws StoreAwayException when the store does not give it for now
     */
    public InputStream open(StoredObject object) throws IOException {
        return open(object.reference(), Optional.of(object));
    }

    /** The same without a look at size and digest. */
    public InputStream open(String reference) throws IOException {
        return open(reference, Optional.empty());
    }

    private InputStream open(String reference, Optional<StoredObject> expected) throws IOException {
        var key = keys.get(ObjectKey.parse(reference).owner());
        var source = new PlainInput.Source(find(reference));
        try {
            return new PlainInput(
                    key.newDecryptingStream(source, boundTo(reference)), source, expected);
        } catch (GeneralSecurityException | IOException e) {
            source.close();
            throw source.failure()
                    .<IOException>map(away -> away)
                    .orElseGet(() -> new ObjectGoneException("the object cannot be decrypted"));
        }
    }

    private InputStream find(String reference) throws IOException {
        try {
            return store.open(reference);
        } catch (ObjectGoneException gone) {
            throw gone;
        } catch (IOException e) {
            throw StoreAwayException.causedBy(e);
        }
    }

    /** A repeat does nothing. */
    public void delete(String reference) throws IOException {
        store.delete(ObjectKey.parse(reference).text());
    }

    /**
     * References of all owners in one order that never changes, some at a time; what is in the
     * store and none of ours is among them.
     *
     * @param after the last one of the page before; empty for the first
     */
    public List<String> list(String after, int atMost) throws IOException {
        return store.list(after, atMost);
    }

    /** Throws away what writers left that died before that time. */
    public void discardUnfinished(Instant before) throws IOException {
        store.discardUnfinished(before);
    }

    /** Whether it is an object of the class that was made before that time. */
    public static boolean isOlder(String reference, String type, Instant than) {
        return ObjectKey.find(reference)
                .filter(key -> key.type().equals(type) && key.madeAt().isBefore(than))
                .isPresent();
    }

    private static byte[] boundTo(String reference) {
        return reference.getBytes(UTF_8);
    }
}
