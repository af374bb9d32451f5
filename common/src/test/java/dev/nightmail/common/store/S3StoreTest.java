package dev.nightmail.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.storage.ObjectStore;
import dev.nightmail.common.storage.StoreAwayException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S10")
class S3StoreTest implements ObjectStoreContract {

    private StorageConfig.S3 settings = TestStores.s3(Map.of());
    private ObjectStore store = new FolderStore(Path.of("none"));

    @BeforeEach
    void makeBucket() throws IOException {
        settings = S3Server.shared().bucket();
        store = S3Store.of(settings);
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Test
    void connectionThatIsCutWhileUploadingLeavesNoObject() throws IOException {
        try (var line = new BreakingLine(S3Server.shared().port())) {
            var cut = over(line);
            for (int size : new int[] {1_000_000, 8 * MB}) {
                line.breakThereAfter(500_000);

                assertThatThrownBy(() ->
                                cut.put(
                                        ObjectStoreContract.key(),
                                        out -> out.write(ObjectStoreContract.bytes(size))))
                        .isInstanceOf(StoreAwayException.class);
                assertThat(line.broken()).as("it was tried again").isGreaterThan(1);
                assertThat(store.list("", 10)).isEmpty();
                line.mend();
            }

            cut.discardUnfinished(LATER);
            var key = ObjectStoreContract.key();
            cut.put(key, out -> out.write(ObjectStoreContract.bytes(1_000_000)));
            assertThat(store.list("", 10)).containsExactly(key);
        }
    }

    @Test
    void objectWhoseAnswerIsLostIsThereAndIsFoundByTheList() throws IOException {
        try (var line = new BreakingLine(S3Server.shared().port())) {
            var cut = over(line);
            line.breakBackAfter(1);
            var key = ObjectStoreContract.key();

            assertThatThrownBy(() -> cut.put(key, out -> out.write(1)))
                    .isInstanceOf(StoreAwayException.class);

            assertThat(store.list("", 10)).containsExactly(key);
        }
    }

    @Test
    void readingThatIsCutFailsAndIsNotTakenForTheEnd() throws IOException {
        var key = ObjectStoreContract.key();
        store.put(key, out -> out.write(ObjectStoreContract.bytes(2 * MB)));
        try (var line = new BreakingLine(S3Server.shared().port())) {
            var cut = over(line);
            line.breakBackAfter(MB);

            try (var in = cut.open(key)) {
                assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    @Tag("A5")
    void storeThatIsAwayIsNoObjectThatIsGone() throws IOException {
        try (var server = S3Server.fresh()) {
            var bucket = S3Store.of(server.bucket());
            var key = ObjectStoreContract.key();
            bucket.put(key, out -> out.write(7));
            server.stop();

            assertThatThrownBy(() -> bucket.open(key)).isInstanceOf(StoreAwayException.class);
            assertThatThrownBy(() -> bucket.put(key, out -> out.write(1)))
                    .isInstanceOf(StoreAwayException.class);
            assertThatThrownBy(() -> bucket.list("", 1)).isInstanceOf(StoreAwayException.class);
            assertThatThrownBy(() -> bucket.delete(key)).isInstanceOf(StoreAwayException.class);
            assertThatThrownBy(() -> bucket.discardUnfinished(Instant.EPOCH))
                    .isInstanceOf(StoreAwayException.class);

            server.startAgain();
            try (var in = bucket.open(key)) {
                assertThat(in.readAllBytes()).containsExactly(7);
            }
        }
    }

    @Test
    void refusalsAreNoObjectThatIsGone() throws IOException {
        var server = S3Server.shared();
        var name = settings.bucket().orElseThrow();
        var wrongKey = S3Store.of(server.settings(Map.of("bucket", name, "secret-key", "wrong")));
        var noBucket = S3Store.of(server.settings(Map.of("bucket", "no-such-bucket")));

        assertThatThrownBy(() -> wrongKey.open(ObjectStoreContract.key()))
                .isInstanceOf(StoreAwayException.class)
                .hasMessage("the bucket answers 403 SignatureDoesNotMatch");
        assertThatThrownBy(() -> noBucket.open(ObjectStoreContract.key()))
                .isInstanceOf(StoreAwayException.class)
                .hasMessage("the bucket answers 404 NoSuchBucket");
        assertThatThrownBy(() -> noBucket.put(ObjectStoreContract.key(), out -> out.write(1)))
                .isInstanceOf(StoreAwayException.class);
    }

    @Test
    void hugeObjectNeedsNoMemory() throws Exception {
        assertThat(HugeObject.runWithHeapOf("48m", settings)).isEqualTo(0);
    }

    private ObjectStore over(BreakingLine line) throws IOException {
        return S3Store.of(
                S3Server.shared()
                        .settings(
                                Map.of(
                                        "endpoint",
                                        line.address(),
                                        "bucket",
                                        settings.bucket().orElseThrow())));
    }
}
