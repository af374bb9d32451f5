package dev.nightmail.common.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.security.TestSecrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("S10")
class StorageTest {

    private static final byte[] SECRET = "a word that nobody may read".getBytes(UTF_8);
    private static final Instant MADE = Instant.parse("2026-11-23T05:00:00Z");

    @TempDir Path folder;

    private final Sql sql = TestDatabase.sql();
    private final Secrets secrets = TestSecrets.fresh();
    private final Owner owner = new Owner(UUID.randomUUID(), UUID.randomUUID());
    private long nanos;
    private final DataKeys keys = TestStorage.keys(sql, secrets, () -> nanos);

    @Test
    void objectComesBackAsItWas() throws Exception {
        var bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);

        var stored = storage().put(owner, "body", out -> out.write(bytes));

        assertThat(read(stored.reference())).isEqualTo(bytes);
        assertThat(stored.size()).isEqualTo(bytes.length);
        assertThat(stored.sha256())
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(stored.reference())
                .startsWith("v1/" + owner.tenant() + "/" + owner.id() + "/body/2026/11/");
    }

    @Test
    void emptyObjectIsOne() throws IOException {
        var stored = storage().put(owner, "body", _ -> {});

        assertThat(read(stored.reference())).isEmpty();
    }

    @Test
    @Tag("S1")
    void whatIsWrittenDownIsNotThePlainText() throws IOException {
        var stored = storage().put(owner, "body", out -> out.write(SECRET));

        var file = Files.readAllBytes(folder.resolve(stored.reference()));
        assertThat(new String(file, UTF_8)).doesNotContain("nobody");
    }

    @Test
    void writerThatFailsLeavesNothing() throws IOException {
        assertThatThrownBy(() ->
                        storage()
                                .put(
                                        owner,
                                        "body",
                                        out -> {
                                            out.write(SECRET);
                                            throw new IOException("cut");
                                        }))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("cut");

        assertThat(storage().list("", 10)).isEmpty();
        assertThat(folder.resolve("unfinished")).isEmptyDirectory();
    }

    @Test
    void whatAWriterLeftThatDiedIsNoObjectAndIsThrownAwayWhenItIsOld() throws IOException {
        var left = Files.createDirectories(folder.resolve("unfinished")).resolve("left");
        Files.write(left, SECRET);
        Files.setLastModifiedTime(left, FileTime.from(MADE));

        storage().discardUnfinished(MADE);
        assertThat(left).exists();
        storage().discardUnfinished(MADE.plusSeconds(1));

        assertThat(left).doesNotExist();
        assertThat(storage().list("", 10)).isEmpty();
    }

    @Test
    void objectThatWasCutOrAlteredIsNotReadToItsEnd() throws IOException {
        var stored = storage().put(owner, "body", out -> out.write(new byte[20_000]));
        var file = folder.resolve(stored.reference());
        var whole = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(whole, whole.length - 5000));
        assertThatThrownBy(() -> read(stored.reference())).isInstanceOf(IOException.class);
        whole[whole.length / 2] ^= 1;
        Files.write(file, whole);
        assertThatThrownBy(() -> read(stored.reference())).isInstanceOf(IOException.class);
    }

    @Test
    void objectThatIsNotWhatItsRowSaysFailsAtItsEnd() throws IOException {
        var stored = storage().put(owner, "body", out -> out.write(SECRET));
        var reference = stored.reference();
        var noDigest = new StoredObject(reference, stored.size(), "");

        try (var in = storage().open(stored)) {
            assertThat(in.readAllBytes()).isEqualTo(SECRET);
            assertThat(in.readAllBytes()).as("behind the end").isEmpty();
        }
        assertThat(read(noDigest)).isEqualTo(SECRET);
        for (var wrong :
                List.of(
                        new StoredObject(reference, stored.size() - 1, ""),
                        new StoredObject(reference, stored.size() + 1, ""),
                        new StoredObject(reference, stored.size(), "0".repeat(64)))) {
            assertThatThrownBy(() -> read(wrong)).isInstanceOf(ObjectGoneException.class);
        }
    }

    @Test
    @Tag("A5")
    void storeThatFailsIsAwayWhereverItFails() throws IOException {
        var reference = storage().put(owner, "body", out -> out.write(SECRET)).reference();
        var broken = TestStorage.in(new BrokenStore(), keys, new Ids(InstantSource.fixed(MADE)));

        assertThatThrownBy(() -> broken.put(owner, "body", out -> out.write(SECRET)))
                .isInstanceOf(StoreAwayException.class);
        try (var in = broken.open(reference)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(StoreAwayException.class);
        }
        assertThatThrownBy(() -> broken.delete(reference)).isInstanceOf(IOException.class);
    }

    @Test
    void objectInThePlaceOfAnotherIsNotRead() throws IOException {
        var one = storage().put(owner, "body", out -> out.write(SECRET));
        var other = storage().put(owner, "body", out -> out.write(SECRET));
        Files.copy(
                folder.resolve(one.reference()),
                folder.resolve(other.reference()),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> read(other.reference())).isInstanceOf(IOException.class);
    }

    @Test
    void deletedObjectIsGoneAndMayBeDeletedAgain() throws IOException {
        var stored = storage().put(owner, "body", out -> out.write(SECRET));

        storage().delete(stored.reference());
        storage().delete(stored.reference());

        assertThatThrownBy(() -> read(stored.reference())).isInstanceOf(ObjectGoneException.class);
    }

    @Test
    void pagesOfAListHoldEachObjectOnceHoweverManyOwnersThereAre() throws IOException {
        var stored = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            var one = new Owner(UUID.randomUUID(), UUID.randomUUID());
            stored.add(storage().put(one, "body", out -> out.write(1)).reference());
            stored.add(storage().put(one, "bodyx", out -> out.write(1)).reference());
        }

        var listed = new ArrayList<String>();
        for (var page = storage().list("", 3);
                !page.isEmpty();
                page = storage().list(page.getLast(), 3)) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            listed.addAll(page);
        }

        assertThat(listed).isSorted().containsExactlyInAnyOrderElementsOf(stored);
    }

    @Test
    @Tag("R3")
    void destroyedKeyOpensNothingAnyMore() throws IOException {
        var stored = storage().put(owner, "body", out -> out.write(SECRET));

        assertThat(destroy()).isTrue();

        assertThatThrownBy(() -> read(stored.reference())).isInstanceOf(ObjectGoneException.class);
        assertThat(destroy()).isFalse();
    }

    @Test
    @Tag("R3")
    void ownerWhoseKeyWasDestroyedGetsNoOther() {
        destroy();

        assertThatThrownBy(() -> storage().put(owner, "body", out -> out.write(SECRET)))
                .isInstanceOf(ObjectGoneException.class);
    }

    @Test
    @Tag("R3")
    void anotherProcessRemembersADestroyedKeyForAMinuteAtMost() throws IOException {
        var stored = storage().put(owner, "body", out -> out.write(SECRET));
        sql.transaction(
                Access.worker(owner.tenant()), () -> TestStorage.keys(sql, secrets).destroy(owner));

        nanos = Duration.ofSeconds(60).minusNanos(1).toNanos();
        assertThat(read(stored.reference())).isEqualTo(SECRET);
        nanos = Duration.ofSeconds(60).toNanos();

        assertThatThrownBy(() -> read(stored.reference())).isInstanceOf(ObjectGoneException.class);
    }

    @Test
    void keyThatIsNotDestroyedBecauseTheTransactionFailedGoesOn() throws IOException {
        var stored = storage().put(owner, "body", out -> out.write(SECRET));

        sql.rolledBack(Access.worker(owner.tenant()), () -> keys.destroy(owner));

        nanos = Duration.ofSeconds(61).toNanos();
        assertThat(read(stored.reference())).isEqualTo(SECRET);
    }

    @Test
    void ageOfAnObjectIsInItsReference() throws IOException {
        var reference = storage().put(owner, "body", _ -> {}).reference();

        assertThat(Storage.isOlder(reference, "body", MADE)).isFalse();
        assertThat(Storage.isOlder(reference, "body", MADE.plusMillis(1))).isTrue();
        assertThat(Storage.isOlder(reference, "other", MADE.plusMillis(1))).isFalse();
        assertThat(Storage.isOlder("v1/lost+found", "body", MADE.plusMillis(1))).isFalse();
    }

    @Test
    void referenceThatIsNoneIsRefused() {
        for (var reference : List.of("", "../etc/passwd", "v1/../../x")) {
            assertThatThrownBy(() -> storage().open(reference))
                    .as(reference)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private boolean destroy() {
        return sql.transaction(Access.worker(owner.tenant()), () -> keys.destroy(owner));
    }

    private Storage storage() {
        return TestStorage.in(folder, keys, new Ids(InstantSource.fixed(MADE)));
    }

    private byte[] read(StoredObject object) throws IOException {
        try (var in = storage().open(object)) {
            return in.readAllBytes();
        }
    }

    private byte[] read(String reference) throws IOException {
        try (var in = storage().open(reference)) {
            return in.readAllBytes();
        }
    }
}
