package dev.nightmail.common.store;

import dev.nightmail.common.id.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A process with little memory that stores an object of 200 MB in a bucket and reads it back. */
public final class HugeObject {

    private static final int CHUNK = 100_000;
    private static final int CHUNKS = 2_000;

    private HugeObject() {}

    static int runWithHeapOf(String most, StorageConfig.S3 settings)
            throws IOException, InterruptedException {
        var classes =
                Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                        .orElseGet(() -> System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + most,
                                "-XX:+UseSerialGC",
                                "-cp",
                                classes,
                                HugeObject.class.getName(),
                                settings.endpoint().orElseThrow(),
                                settings.bucket().orElseThrow(),
                                settings.accessKey().orElseThrow(),
                                settings.secretKey().orElseThrow()))
                .inheritIO()
                .start()
                .waitFor();
    }

    public static void main(String[] args) throws IOException {
        var store =
                S3Store.of(
                        TestStores.s3(
                                Map.of(
                                        "endpoint", args[0],
                                        "bucket", args[1],
                                        "access-key", args[2],
                                        "secret-key", args[3])));
        var key = ObjectStoreContract.key();
        var written = Sha256.begin();
        store.put(key, out -> write(out, written));
        var read = Sha256.begin();
        try (var in = store.open(key)) {
            read(in, read);
        }
        System.exit(MessageDigest.isEqual(written.digest(), read.digest()) ? 0 : 3);
    }

    private static void write(OutputStream out, MessageDigest digest) throws IOException {
        var random = new Random(1);
        var chunk = new byte[CHUNK];
        for (int i = 0; i < CHUNKS; i++) {
            random.nextBytes(chunk);
            digest.update(chunk);
            out.write(chunk);
        }
    }

    private static void read(InputStream in, MessageDigest digest) throws IOException {
        var chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            digest.update(chunk, 0, read);
        }
    }
}
