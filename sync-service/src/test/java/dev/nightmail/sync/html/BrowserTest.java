package dev.nightmail.sync.html;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a browser asks for and runs that opens what came out of the sanitiser, without any policy.
 */
@Tag("S10")
class BrowserTest {

    private static final String OURS =
            "/api/emails/01a2019b-1ca4-70ec-a412-3aafcbedfa7f/attachments/1";

    /** So many of the vectors, at least, are alive in the browsers of today. */
    private static final int LIVE = 100;

    @TempDir Path folder;

    private LeakServer server;

    @BeforeEach
    void start() throws Exception {
        server = new LeakServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sanitisedHtmlAsksNobodyButUsAndRunsNothing() throws Exception {
        server.serve("/page", page(sanitised()));

        var seen = new Browser(folder).open(server.base() + "/page", server.port());

        isHarmless(seen, "/page");
    }

    @Test
    void sanitisedHtmlIsHarmlessWhereAScriptPutsItIntoAPageToo() throws Exception {
        var html =
                sanitised()
                        .replace("\\", "\\\\")
                        .replace("`", "\\`")
                        .replace("$", "\\$")
                        .replace("<", "\\x3c");
        server.serve(
                "/inner", page("<div id=d></div><script>d.innerHTML = `" + html + "`</script>"));

        var seen = new Browser(folder).open(server.base() + "/inner", server.port());

        assertThat(seen.dom()).contains("data-blocked-src");
        isHarmless(seen, "/inner");
    }

    /** Without this the other tests would prove nothing. */
    @Test
    void sameHtmlAsItCameAsksAndRuns() throws Exception {
        var vectors = Vectors.against(server.base());
        vectors.forEach((name, html) -> server.serve("/raw/" + name, html));
        server.serve(
                "/frames",
                vectors.keySet().stream()
                        .map("<iframe src='/raw/%s'></iframe>"::formatted)
                        .collect(joining()));

        var seen =
                new Browser(folder)
                        .watch(
                                server.base() + "/frames",
                                server.port(),
                                () -> live().size() >= LIVE);

        assertThat(live()).hasSizeGreaterThanOrEqualTo(LIVE);
        assertThat(seen.addresses()).anyMatch(address -> address.contains("leak.example"));
    }

    /** The vectors that had their way. */
    private Set<String> live() {
        return server.asked().stream()
                .filter(path -> path.startsWith("/leak/"))
                .map(path -> path.replaceAll("^/leak/(v[0-9]+).*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void isHarmless(Browser.Seen seen, String page) {
        assertThat(server.asked()).isSubsetOf(OURS, "/favicon.ico").contains(OURS);
        assertThat(seen.dom()).doesNotContainPattern("<html[^>]*data-ran");
        assertThat(seen.dom()).contains("</html>");
        assertThat(foreign(seen.addresses(), page)).isEmpty();
    }

    private Set<String> foreign(Set<String> addresses, String page) {
        var known =
                Set.of(
                        server.base() + page,
                        server.base() + OURS,
                        server.base() + "/favicon.ico",
                        server.base() + "/",
                        server.base(),
                        "127.0.0.1");
        return addresses.stream()
                .filter(address -> !known.contains(address))
                .filter(address -> !address.startsWith("data:image/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String sanitised() {
        return Vectors.against(server.base()).values().stream()
                .map(html ->
                        HtmlSanitizer.clean(
                                        html,
                                        cid -> Optional.of(OURS).filter(_ -> cid.equals("known")))
                                .html())
                .collect(joining("\n"));
    }

    private static String page(String body) {
        return "<!DOCTYPE html><html><head><title>x</title></head><body>" + body + "</body></html>";
    }
}
