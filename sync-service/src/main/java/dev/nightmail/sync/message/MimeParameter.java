package dev.nightmail.sync.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * One parameter of Content-Type or Content-Disposition: continued and encoded by RFC 2231, by RFC
 * 2047 against its section 5, or raw.
 */
final class MimeParameter {

    private final Map<String, String> parameters;
    private final String name;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String charset = "";

    private MimeParameter(Map<String, String> parameters, String name) {
        this.parameters = parameters;
        this.name = name;
    }

    /**
     * Finds a parameter in any of its spellings.
     *
     * @param parameters by name in lower case; values have one character for each byte
     */
    static Optional<String> find(Map<String, String> parameters, String name) {
        var parameter = new MimeParameter(parameters, name);
        return parameter.extended().or(parameter::plain).filter(value -> !value.isBlank());
    }

    private Optional<String> extended() {
        var whole = parameters.get(name + "*");
        if (whole != null) {
            percentDecode(withoutCharset(whole));
        } else {
            join();
        }
        return bytes.size() == 0
                ? Optional.empty()
                : Optional.of(DeclaredCharset.decode(bytes.toByteArray(), charset));
    }

    /** Sections 0, 1, 2 … up to the first that is missing (RFC 2231, section 3). */
    private void join() {
        boolean more = true;
        for (int section = 0; more; section++) {
            var encoded = parameters.get(name + "*" + section + "*");
            var literal = parameters.get(name + "*" + section);
            if (encoded != null) {
                percentDecode(section == 0 ? withoutCharset(encoded) : encoded);
            } else if (literal != null) {
                bytes.writeBytes(literal.getBytes(ISO_8859_1));
            } else {
                more = false;
            }
        }
    }

    private Optional<String> plain() {
        return Optional.ofNullable(parameters.get(name))
                .map(value -> EncodedWords.decode(RawText.decode(value.getBytes(ISO_8859_1))));
    }

    /** Takes charset and language off the front (section 4). */
    private String withoutCharset(String value) {
        int first = value.indexOf('\'');
        int second = value.indexOf('\'', first + 1);
        if (first < 0 || second < 0) {
            return value;
        }
        charset = value.substring(0, first);
        return value.substring(second + 1);
    }

    private void percentDecode(String value) {
        for (int i = 0; i < value.length(); i++) {
            int hex = value.charAt(i) == '%' ? HexPair.at(value, i + 1) : -1;
            bytes.write(hex >= 0 ? hex : value.charAt(i));
            i += hex >= 0 ? 2 : 0;
        }
    }
}
