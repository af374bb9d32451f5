package dev.nightmail.sync.message;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;

/** The charset that a label means in practice, which is often a superset of what it says. */
public final class DeclaredCharset {

    private DeclaredCharset() {}

    /** Decodes by the label; an unknown one, or US-ASCII, as bytes without a label. */
    public static String decode(byte[] bytes, String label) {
        return switch (label.toLowerCase(Locale.ROOT)) {
            case "utf-8", "utf8" -> new String(bytes, StandardCharsets.UTF_8);
            case "us-ascii", "ascii", "unknown-8bit", "" -> RawText.decode(bytes);
            // The supersets by which browsers read these labels (WHATWG Encoding, section 4.2).
            case "iso-8859-1", "latin1" -> new String(bytes, RawText.WINDOWS_1252);
            case "iso-8859-9" -> by(bytes, "windows-1254");
            case "gb2312", "gbk" -> by(bytes, "GB18030");
            case "shift_jis", "sjis" -> by(bytes, "windows-31j");
            case "ks_c_5601-1987", "euc-kr" -> by(bytes, "x-windows-949");
            default -> by(bytes, label);
        };
    }

    private static String by(byte[] bytes, String label) {
        try {
            return new String(bytes, Charset.forName(label));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return RawText.decode(bytes);
        }
    }
}
