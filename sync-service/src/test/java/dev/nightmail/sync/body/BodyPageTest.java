package dev.nightmail.sync.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.sync.html.Browser;
import dev.nightmail.sync.html.HtmlSanitizer;
import dev.nightmail.sync.html.LeakServer;
import dev.nightmail.sync.html.Vectors;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("S10")
class BodyPageTest {

    private static final String URL =
            "/api/emails/01a2019b-1ca4-70ec-a412-3aafcbedfa7f/attachments/1";

    private static final int BLUE = 0xFF0000FF;
    private static final int GREEN = 0xFF00FF00;

    @TempDir Path folder;

    @Test
    void picturesOfTheMessageAreWithinThePageAndOthersAreLeftAsTheyAre() throws IOException {
        var other = URL.replace("/1", "/2");
        var html = "<img src=\"%s\"><img src=\"%s\"><p>ü".formatted(URL, other);

        var page = page(html, Map.of(URL, picture("image/png", "picture".getBytes(UTF_8))));

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("<img src=\"data:image/png;base64,cGljdHVyZQ==\"><img src=\"" + other)
                .endsWith("<p>ü</body></html>");
    }

    @Test
    void largePicturesAreCodedInOnePiece() throws IOException {
        var bytes = new byte[100_001];

        var page = page("<img src=\"" + URL + "\">", Map.of(URL, picture("image/gif", bytes)));

        assertThat(page).contains("\"data:image/gif;base64," + base64(bytes) + "\"");
    }

    @Test
    void picturesBeyondTheLimitAreLeftOut() throws IOException {
        var most = new byte[(int) BodyPage.MOST_PICTURE_BYTES];
        var html = "<img src=\"%s\"><img src=\"%s\">".formatted(URL, URL);

        var page = page(html, Map.of(URL, picture("image/png", most)));

        assertThat(page).containsOnlyOnce("data:").containsOnlyOnce(URL);
    }

    @Test
    void pictureAndStylesShowInABrowserThatAsksNobody() throws Exception {
        try (var server = new LeakServer()) {
            var mail =
                    "<div style=\"background-color: #00ff00; height: 100px\">x</div>"
                            + "<img src=\"cid:known\">"
                            + String.join("", Vectors.against(server.base()).values());
            var html =
                    HtmlSanitizer.clean(
                                    mail, cid -> Optional.of(URL).filter(_ -> cid.equals("known")))
                            .html();
            server.serve(
                    "/page", page(html, Map.of(URL, picture("image/png", png()))), BodyPage.POLICY);

            var look = new Browser(folder).look(server.base() + "/page", server.port());

            assertThat(colours(look)).contains(GREEN, BLUE);
            assertThat(server.asked()).isSubsetOf("/favicon.ico");
        }
    }

    /** Without this the test before would prove nothing. */
    @Test
    void pictureElsewhereDoesNotShowUnderThePolicy() throws Exception {
        try (var server = new LeakServer()) {
            var html = "<div style=\"background-color: #00ff00; height: 100px\">x</div>";
            server.serve(
                    "/page", page(html + "<img src=\"" + URL + "\">", Map.of()), BodyPage.POLICY);

            var look = new Browser(folder).look(server.base() + "/page", server.port());

            assertThat(colours(look)).contains(GREEN).doesNotContain(BLUE);
            assertThat(server.asked()).isSubsetOf("/favicon.ico");
        }
    }

    private static String page(String html, Map<String, BodyPage.Picture> pictures)
            throws IOException {
        var out = new ByteArrayOutputStream();
        new BodyPage(html, pictures).write(out);
        return out.toString(UTF_8);
    }

    private static byte[] png() throws IOException {
        var image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 100 * 100; i++) {
            image.setRGB(i % 100, i / 100, BLUE);
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static Set<Integer> colours(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .mapToObj(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
                .collect(Collectors.toSet());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static BodyPage.Picture picture(String type, byte[] bytes) {
        return new BodyPage.Picture() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
