package dev.nightmail.common.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * PostgreSQL, Kafka, Dovecot and the SMTP sink, shared by all tests of a build. Started by the
 * first test that asks; {@code ./nightmail test} starts them before and stops them after.
 */
public final class TestServers {

    /** Two copies of the sources that are tested at once need different ports. */
    private static final String PORT_BASE =
            Optional.ofNullable(System.getenv("NIGHTMAIL_TEST_PORT_BASE")).orElse("25400");

    private static final TestServers SHARED = new TestServers();

    private final Properties where = new Properties();

    private TestServers() {
        var root = Path.of(System.getProperty("repository.root", ".."));
        var data = root.resolve(".nightmail/test");
        start(root, data);
        try (var in = Files.newBufferedReader(data.resolve("servers.properties"))) {
            where.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value of {@code servers.properties}, such as {@code imap.port}. */
    public static String get(String key) {
        return Optional.ofNullable(SHARED.where.getProperty(key)).orElseThrow();
    }

    public static int port(String key) {
        return Integer.parseInt(get(key));
    }

    private static void start(Path root, Path data) {
        var jar = root.resolve("deploy/local/target/nightmail-local.jar");
        try {
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-jar",
                                    jar.toString(),
                                    "servers",
                                    "start",
                                    "--data",
                                    data.toString(),
                                    "--port-base",
                                    PORT_BASE,
                                    "--require-dovecot")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                            .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "The test servers do not start; see the lines above");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
