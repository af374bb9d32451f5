package dev.nightmail.sync.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmail.local.server.Chromium;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Chromium, which opens one page and ends. */
public final class Browser {

    private static final Pattern ADDRESS = Pattern.compile("\"(?:url|host)\":\"([^\"]*)\"");

    private static final String LOG = "net.json";
    private static final String DUMP = "--dump-dom";
    private static final String DOM = "dom.html";

    private final Path folder;
    private final Path program = Chromium.program(System.out::println);

    public Browser(Path folder) {
        this.folder = folder;
    }

    /**
     * What came of a page.
     *
     * @param dom as it was at the end
     * @param addresses that the browser's own log of the network names, of whatever layer
     */
    public record Seen(String dom, Set<String> addresses) {}

    /** Opens a page until it is quiet. Every host name leads to this port. */
    public Seen open(String url, int port) throws IOException, InterruptedException {
        var process = start(url, port, "--virtual-time-budget=3000", DUMP);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            end(process);
            throw new IOException("the browser does not end");
        }
        return seen();
    }

    /** What a page looks like, in a window of 400 by 400. */
    public BufferedImage look(String url, int port) throws IOException, InterruptedException {
        var file = folder.resolve("look.png");
        var process =
                start(
                        url,
                        port,
                        "--virtual-time-budget=3000",
                        "--window-size=400,400",
                        "--hide-scrollbars",
                        "--screenshot=" + file);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            end(process);
            throw new IOException("the browser does not end");
        }
        return Optional.ofNullable(ImageIO.read(file.toFile())).orElseThrow();
    }

    /** Opens a page that may never be quiet, until there is enough to see. */
    Seen watch(String url, int port, BooleanSupplier isEnough)
            throws IOException, InterruptedException {
        var process = start(url, port, "--timeout=20000", DUMP);
        for (int i = 0; i < 100 && !isEnough.getAsBoolean() && process.isAlive(); i++) {
            process.waitFor(200, TimeUnit.MILLISECONDS);
        }
        end(process);
        return seen();
    }

    /** With those that it has started, which still write into its folder. */
    private static void end(Process process) throws InterruptedException {
        var all = process.descendants().toList();
        process.destroy();
        process.waitFor();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(child -> child.onExit().join());
    }

    private Process start(String url, int port, String... more) throws IOException {
        var command =
                new ArrayList<>(
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
                                "--log-net-log=" + folder.resolve(LOG),
                                "--net-log-capture-mode=IncludeSensitive"));
        command.addAll(List.of(more));
        command.add(url);
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve(DOM).toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
    }

    private Seen seen() throws IOException {
        return new Seen(
                Files.readString(folder.resolve(DOM), UTF_8),
                addresses(Files.readString(folder.resolve(LOG), UTF_8)));
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
