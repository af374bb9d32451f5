package dev.nightmail.sync.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmail.local.server.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Chromium, which opens one page and ends. */
final class Browser {

    private static final Pattern ADDRESS = Pattern.compile("\"(?:url|host)\":\"([^\"]*)\"");

    private final Path folder;
    private final Path program = Chromium.program(System.out::println);

    Browser(Path folder) {
        this.folder = folder;
    }

    /**
     * What came of a page.
     *
     * @param dom as it was at the end
     * @param addresses that the browser's own log of the network names, of whatever layer
     */
    record Seen(String dom, Set<String> addresses) {}

    /** Every host name leads to this port. */
    Seen open(String url, int port) throws IOException, InterruptedException {
        var log = folder.resolve("net.json");
        var dom = folder.resolve("dom.html");
        var process =
                new ProcessBuilder(
                                List.of(
                                        program.toString(),
                                        "--headless",
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--disable-dev-shm-usage",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--no-first-run",
                                        "--user-data-dir=" + folder.resolve("profile"),
                                        "--host-resolver-rules=MAP * 127.0.0.1:" + port,
                                        "--log-net-log=" + log,
                                        "--net-log-capture-mode=IncludeSensitive",
                                        "--virtual-time-budget=3000",
                                        "--dump-dom",
                                        url))
                        .redirectOutput(dom.toFile())
                        .redirectError(folder.resolve("errors.txt").toFile())
                        .start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the browser does not end");
        }
        return new Seen(Files.readString(dom, UTF_8), addresses(Files.readString(log, UTF_8)));
    }

    private static Set<String> addresses(String log) {
        var found = new TreeSet<String>();
        var matcher = ADDRESS.matcher(log);
        while (matcher.find()) {
            found.add(matcher.group(1).replace("\\/", "/"));
        }
        return found;
    }
}
