package dev.nightmail.local.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;

/** Content transfer encodings (RFC 2045, section 6), from bytes to one character for each byte. */
enum Transfer {
    SEVEN_BIT("7bit") {
        @Override
        String encode(byte[] bytes) {
            return new String(bytes, ISO_8859_1);
        }
    },
    EIGHT_BIT("8bit") {
        @Override
        String encode(byte[] bytes) {
            return new String(bytes, ISO_8859_1);
        }
    },
    QUOTED_PRINTABLE("quoted-printable") {
        @Override
        String encode(byte[] bytes) {
            return quotedPrintable(bytes);
        }
    },
    BASE64("base64") {
        @Override
        String encode(byte[] bytes) {
            return Base64.getMimeEncoder().encodeToString(bytes) + "\r\n";
        }
    };

    private static final int LINE = 73;

    private final String label;

    Transfer(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    abstract String encode(byte[] bytes);

    private static String quotedPrintable(byte[] bytes) {
        var text = new StringBuilder(bytes.length * 2);
        int column = 0;
        for (byte b : bytes) {
            if (column >= LINE) {
                text.append("=\r\n");
                column = 0;
            }
            boolean plain = b == '\r' || b == '\n' || (b >= ' ' && b < 0x7F && b != '=');
            text.append(plain ? String.valueOf((char) b) : "=%02X".formatted(b & 0xFF));
            column = b == '\n' ? 0 : column + (plain ? 1 : 3);
        }
        return text.toString();
    }
}
