package dev.nightmail.common.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** An S3 server over a folder: s3proxy, in a process of its own, on a port that nobody else has. */
public final class S3Server implements AutoCloseable {

    private static final Path JARS =
            Path.of(System.getProperty("repository.root", ".."), "deploy", "s3", "target")
                    .resolve("classpath");

    private static final String KEY = "nightmail";
    private static final String SECRET = "secret-of-the-tests";
    private static final int LOOKS = 600;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static Optional<S3Server> shared = Optional.empty();

    private final Path folder;
    private final int port;
    private Process process;

    private S3Server() throws IOException {
        folder = Files.createTempDirectory("nightmail-s3");
        Files.createDirectories(folder.resolve("data"));
        port = freePort();
        writeSettings();
        process = start();
    }

    /** One that a test may stop. */
    public static S3Server fresh() throws IOException {
        return new S3Server();
    }

    /** That of all tests of this JVM, which runs until its end. */
    public static synchronized S3Server shared() throws IOException {
        if (shared.isEmpty()) {
            shared = Optional.of(new S3Server());
        }
        return shared.get();
    }

    public int port() {
        return port;
    }

    /** The settings of a bucket that exists and is empty. */
    public StorageConfig.S3 bucket() throws IOException {
        var name = "bucket-" + UUID.randomUUID();
        var settings = settings(Map.of("bucket", name));
        S3Bucket.open(settings).ask(client -> client.createBucket(one -> one.bucket(name)));
        return settings;
    }

    /** As for this server, but for those given, such as {@code secret-key}. */
    public StorageConfig.S3 settings(Map<String, String> others) {
        var settings =
                new HashMap<>(
                        Map.of(
                                "endpoint", "http://127.0.0.1:" + port,
                                "bucket", "none",
                                "access-key", KEY,
                                "secret-key", SECRET,
                                "connect-timeout", "2s",
                                "read-timeout", "5s",
                                "call-timeout", "10s"));
        settings.putAll(others);
        return TestStores.s3(settings);
    }

    /** Ends it as a crash does; what it has stored stays. */
    public void stop() {
        process.destroyForcibly().onExit().join();
    }

    public void startAgain() throws IOException {
        process = start();
    }

    @Override
    public void close() {
        stop();
    }

    private void writeSettings() throws IOException {
        Files.writeString(
                folder.resolve("s3proxy.conf"),
                """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """
                        .formatted(port, KEY, SECRET, folder.resolve("data")));
        Files.writeString(
                folder.resolve("logback.xml"),
                """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d %p %c %m%n</pattern></encoder>
                  </appender>
                  <root level="WARN"><appender-ref ref="out"/></root>
                </configuration>
                """);
    }

    private Process start() throws IOException {
        var started =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx192m",
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-Dlogback.configurationFile="
                                                + folder.resolve("logback.xml"),
                                        "-cp",
                                        Files.readString(JARS).strip(),
                                        "org.gaul.s3proxy.Main",
                                        "--properties",
                                        folder.resolve("s3proxy.conf").toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve("log.txt").toFile()))
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        await(started);
        return started;
    }

    private void await(Process started) throws IOException {
        for (int i = 0; i < LOOKS && started.isAlive(); i++) {
            if (isListening()) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new IOException(
                "The S3 server does not start: " + Files.readString(folder.resolve("log.txt")));
    }

    private boolean isListening() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
