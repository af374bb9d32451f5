package dev.nightmail.sync.body;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a message says as a page of its own, with its pictures in it. It needs nobody: a frame
 * without an origin has neither our keys nor our cookies, and its policy lets it ask for nothing.
 */
final class BodyPage implements StreamingOutput {

    /** Nothing runs and nothing is loaded, whatever the HTML should hold. */
    static final String POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:;"
                    + " style-src 'unsafe-inline'; form-action 'none'; base-uri 'none';"
                    + " frame-ancestors 'self'";

    /** Beyond that sum further pictures are left out. */
    static final long MOST_PICTURE_BYTES = 10L * 1024 * 1024;

    private static final String HEAD =
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title></title></head><body>";

    private static final String TAIL = "</body></html>";

    /** A source as the sanitiser writes it. */
    private static final Pattern SOURCE =
            Pattern.compile("src=\"(/api/emails/[0-9a-f-]{36}/attachments/[0-9]{1,6})\"");

    /** Three bytes are four characters. */
    private static final int STEP = 3 * 4096;

    private final String html;
    private final Map<String, Picture> pictures;
    private long left = MOST_PICTURE_BYTES;

    /** A picture that is stored with the message. */
    interface Picture {

        String type();

        long size();

        InputStream open() throws IOException;
    }

    /**
     * A page.
     *
     * @param html harmless
     * @param pictures by their addresses
     */
    BodyPage(String html, Map<String, Picture> pictures) {
        this.html = html;
        this.pictures = Map.copyOf(pictures);
    }

    /** Whether the HTML has a picture from this address. */
    static boolean shows(String html, String url) {
        return html.contains("src=\"" + url + "\"");
    }

    @Override
    public void write(OutputStream out) throws IOException {
        out.write(HEAD.getBytes(UTF_8));
        var source = SOURCE.matcher(html);
        int done = 0;
        while (source.find()) {
            var picture = pictures.get(source.group(1));
            if (picture != null && picture.size() <= left) {
                left -= picture.size();
                out.write(html.substring(done, source.start(1)).getBytes(UTF_8));
                write(picture, out);
                done = source.end(1);
            }
        }
        out.write(html.substring(done).getBytes(UTF_8));
        out.write(TAIL.getBytes(UTF_8));
    }

    private static void write(Picture picture, OutputStream out) throws IOException {
        out.write(("data:" + picture.type() + ";base64,").getBytes(US_ASCII));
        try (var in = picture.open()) {
            for (var some = in.readNBytes(STEP); some.length > 0; some = in.readNBytes(STEP)) {
                out.write(Base64.getEncoder().encode(some));
            }
        }
    }
}
