package dev.nightmail.local.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A MIME entity: its header lines and its encoded body, one character for each byte.
 *
 * @param headers without line ends
 */
record Part(List<String> headers, String body) {

    static Part of(String type, String encoding, String body) {
        return new Part(
                List.of("Content-Type: " + type, "Content-Transfer-Encoding: " + encoding), body);
    }

    /** Text in a charset under its own name. */
    static Part text(String text, Charset charset, Transfer transfer) {
        return text("plain", text, charset, transfer);
    }

    static Part text(String subtype, String text, Charset charset, Transfer transfer) {
        var label = charset.name().toLowerCase(Locale.ROOT);
        return of(
                "text/" + subtype + "; charset=" + label,
                transfer.label(),
                transfer.encode(text.getBytes(charset)));
    }

    /** A file in base64. */
    static Part file(String type, String disposition, byte[] bytes) {
        return new Part(
                List.of(
                        "Content-Type: " + type,
                        "Content-Transfer-Encoding: base64",
                        "Content-Disposition: " + disposition),
                Transfer.BASE64.encode(bytes));
    }

    static Part multipart(String subtype, String boundary, Part... parts) {
        var body = new StringBuilder();
        for (var part : parts) {
            body.append("--" + boundary + "\r\n" + part.asText() + "\r\n");
        }
        body.append("--" + boundary + "--\r\n");
        return new Part(
                List.of("Content-Type: multipart/" + subtype + "; boundary=\"" + boundary + "\""),
                body.toString());
    }

    static Part message(String text) {
        return new Part(List.of("Content-Type: message/rfc822"), text);
    }

    Part with(String header) {
        return new Part(Stream.concat(headers.stream(), Stream.of(header)).toList(), body);
    }

    /** Without the end of the last boundary, as of a connection that broke. */
    Part cutBy(int characters) {
        return new Part(headers, body.substring(0, Math.max(0, body.length() - characters)));
    }

    String asText() {
        var text = new StringBuilder();
        headers.forEach(line -> text.append(line).append("\r\n"));
        return text.append("\r\n").append(body).toString();
    }

    byte[] toBytes() {
        return asText().getBytes(ISO_8859_1);
    }
}
