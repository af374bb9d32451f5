package dev.nightmail.sync.message;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Two hexadecimal digits for a byte, as quoted-printable and RFC 2231 write it. */
final class HexPair {

    private HexPair() {}

    /** The byte at {@code start}, 0 to 255; -1 if there are not two digits. */
    static int at(String text, int start) {
        if (start + 1 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(start), 16);
        int low = Character.digit(text.charAt(start + 1), 16);
        return high < 0 || low < 0 ? -1 : 16 * high + low;
    }

    /** The bytes of a character that should have been encoded. */
    static byte[] bytesOf(char c) {
        return c < 0x80 ? new byte[] {(byte) c} : String.valueOf(c).getBytes(UTF_8);
    }
}
