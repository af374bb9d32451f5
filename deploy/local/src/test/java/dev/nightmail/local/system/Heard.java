package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One answer, as it came over the wire. */
record Heard(int status, List<String> headers, String body) {

    private static final int FIRST_REFUSAL = 400;
    private static final int TOO_LONG_A_LINE = 414;
    private static final int TOO_MANY_HEADERS = 431;
    private static final int UNAVAILABLE = 503;

    private static final Pattern START = Pattern.compile("(?=HTTP/1\\.[01] [1-5][0-9][0-9] )");
    private static final Pattern TYPE =
            Pattern.compile("\"type\":\"urn:nightmail:problem:([a-z-]+)\"");
    private static final Pattern CODE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
    private static final Pattern INSIDE =
            Pattern.compile(
                    "Exception|\\tat |\"stack\"|dev\\.nightmail\\.|io\\.quarkus|org\\.(postgresql|jboss)|jakarta\\."
                            + "|SELECT |INSERT |UPDATE ");

    /** Of HTTP itself; docs/api.md says that they are named as there. */
    private static final Set<String> NAMES_OF_HTTP =
            Set.of("bad-request", "method-not-allowed", "unsupported-media-type", "not-acceptable");

    private static final Set<String> CODES = codes();

    private static Set<String> codes() {
        var page = Path.of(System.getProperty("repository.root"), "docs", "api.md");
        try {
            return Stream.concat(
                            CODE.matcher(Files.readString(page)).results().map(row -> row.group(1)),
                            NAMES_OF_HTTP.stream())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All answers on one connection, in order. */
    static List<Heard> split(String text) {
        return START.splitAsStream(text).filter(each -> !each.isEmpty()).map(Heard::parse).toList();
    }

    private static Heard parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        var lines = text.substring(0, Math.max(0, end)).split("\r\n", -1);
        return new Heard(
                Integer.parseInt(lines[0].split(" ", -1)[1]),
                Arrays.stream(lines).skip(1).toList(),
                text.substring(end + 4));
    }

    /** Empty where there is none. */
    String header(String name) {
        var start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElse("");
    }

    /** The end of its problem's type; empty where it is none. */
    String code() {
        var type = TYPE.matcher(body);
        return type.find() ? type.group(1) : "";
    }

    /** What every answer has, and what none has. */
    void check(String to) {
        checkInside(to);
        for (var line :
                List.of(
                        "X-Content-Type-Options: nosniff",
                        "Referrer-Policy: no-referrer",
                        "Cross-Origin-Resource-Policy: same-origin",
                        "Cache-Control: no-store")) {
            var name = line.substring(0, line.indexOf(':'));
            assertThat(name + ": " + header(name)).as("%s: %s", to, this).isEqualTo(line);
        }
        assertThat(header("Content-Security-Policy")).as(to).contains("default-src 'none'");
        if (status >= FIRST_REFUSAL && !saysThatItIsUnwell()) {
            assertThat(header("Content-Type")).as(to).startsWith("application/problem+json");
            assertThat(CODES).as("%s: %s", to, body).contains(code());
            assertThat(body).as(to).contains("\"status\":" + status);
        }
    }

    /** Where HTTP itself is broken, a status alone or a problem without the rest will do, too. */
    void checkBare(String to) {
        if (status < FIRST_REFUSAL || !header("Referrer-Policy").isEmpty()) {
            check(to);
            return;
        }
        checkInside(to);
        assertThat(status).as(to).isIn(FIRST_REFUSAL, 404, TOO_LONG_A_LINE, TOO_MANY_HEADERS);
        assertThat(body.isEmpty() || CODES.contains(code())).as("%s: %s", to, body).isTrue();
    }

    /** What other tests did to the installation before may make its health's verdict this one. */
    private boolean saysThatItIsUnwell() {
        return status == UNAVAILABLE && body.startsWith("{\"verdict\":\"fail\"");
    }

    void checkInside(String to) {
        assertThat(status < 500 || saysThatItIsUnwell()).as("%s: %s %s", to, status, body).isTrue();
        assertThat(INSIDE.matcher(body).find()).as("%s: %s", to, body).isFalse();
        assertThat(headers)
                .as(to)
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("x-evil"));
    }
}
