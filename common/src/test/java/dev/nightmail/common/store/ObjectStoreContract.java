package dev.nightmail.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.storage.ObjectGoneException;
import dev.nightmail.common.storage.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of objects does. */
interface ObjectStoreContract {

    int MB = 1024 * 1024;
    Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

    /** An empty one, the same within a test. */
    ObjectStore store() throws IOException;

    @Test
    default void objectComesBackAsItWasHoweverLargeItIs() throws IOException {
        for (int size : List.of(0, 1, 5 * MB - 1, 5 * MB, 5 * MB + 1, 10 * MB, 11 * MB)) {
            var bytes = bytes(size);
            var key = key();

            store().put(
                            key,
                            out -> {
                                int half = size / 2;
                                out.write(bytes, 0, half);
                                out.write(bytes, half, size - half);
                            });

            assertThat(read(key)).as(size + " bytes").isEqualTo(bytes);
        }
    }

    @Test
    default void objectThatWasNeverThereIsGone() {
        assertThatThrownBy(() -> read(key())).isInstanceOf(ObjectGoneException.class);
    }

    @Test
    default void deletedObjectIsGoneAndMayBeDeletedAgain() throws IOException {
        var key = key();
        store().put(key, out -> out.write(1));

        store().delete(key);
        store().delete(key);

        assertThatThrownBy(() -> read(key)).isInstanceOf(ObjectGoneException.class);
        assertThat(store().list("", 10)).isEmpty();
    }

    @Test
    default void contentThatFailsLeavesNothing() throws IOException {
        for (int size : List.of(1, 11 * MB)) {
            assertThatThrownBy(() ->
                            store().put(
                                            key(),
                                            out -> {
                                                out.write(bytes(size));
                                                throw new IOException("cut");
                                            }))
                    .hasMessage("cut");
        }

        assertThat(store().list("", 10)).isEmpty();
    }

    @Test
    default void pagesOfAListHoldEachObjectOnceInOneOrder() throws IOException {
        var stored = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            stored.add(key());
            store().put(stored.getLast(), out -> out.write(1));
        }

        var listed = new ArrayList<String>();
        for (var page = store().list("", 3);
                !page.isEmpty();
                page = store().list(page.getLast(), 3)) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            listed.addAll(page);
        }

        assertThat(listed).isSorted().containsExactlyInAnyOrderElementsOf(stored);
    }

    @Test
    default void manyAreStoredAtOnce() throws Exception {
        var tasks = new ArrayList<Callable<String>>();
        for (int i = 0; i < 24; i++) {
            int size = i % 8 == 0 ? 6 * MB : 3000 + i;
            tasks.add(() -> {
                var key = key();
                store().put(key, out -> out.write(bytes(size)));
                assertThat(read(key)).isEqualTo(bytes(size));
                return key;
            });
        }

        var keys = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> done : threads.invokeAll(tasks)) {
                keys.add(done.get());
            }
        }

        assertThat(store().list("", 100)).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    default void whatIsUnfinishedIsNoObjectAndIsThrownAwayWhenItIsOld() throws IOException {
        var kept = key();
        store().put(
                        kept,
                        out -> {
                            out.write(bytes(6 * MB));
                            assertThat(store().list("", 10)).isEmpty();
                            store().discardUnfinished(Instant.EPOCH);
                        });
        assertThatThrownBy(() ->
                        store().put(
                                        key(),
                                        out -> {
                                            out.write(bytes(6 * MB));
                                            store().discardUnfinished(LATER);
                                        }))
                .isInstanceOf(IOException.class);

        assertThat(store().list("", 10)).containsExactly(kept);
    }

    private byte[] read(String key) throws IOException {
        try (var in = store().open(key)) {
            return in.readAllBytes();
        }
    }

    static String key() {
        return "v1/%s/%s/body/2026/11/%s"
                .formatted(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    }

    static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
