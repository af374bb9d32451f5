package dev.nightmail.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;

/** Messages in the charsets of their time, and in charsets that never were. */
final class OddCharsets {

    static final List<Recipe> ALL =
            List.of(
                    OddCharsets::oldCharset,
                    OddCharsets::oldCharset,
                    OddCharsets::oldCharset,
                    OddCharsets::oldCharset,
                    OddCharsets::rawInHeaders,
                    OddCharsets::unknownLabel,
                    OddCharsets::wrongLabel,
                    OddCharsets::emptyLabel);

    private OddCharsets() {}

    private static void oldCharset(Letter letter) {
        var language = letter.pick(Phrases.LANGUAGES);
        var charset = Charset.forName(language.charset());
        letter.set("Subject", Words.b(language.sentence(), charset));
        var transfer = letter.pick(List.of(Transfer.EIGHT_BIT, Transfer.BASE64));
        letter.content(Part.text(Phrases.repeat(language, 30), charset, transfer));
    }

    private static void rawInHeaders(Letter letter) {
        var language = letter.pick(Phrases.LANGUAGES);
        var charset = Charset.forName(language.charset());
        letter.set("Subject", Words.raw(language.sentence(), charset));
        letter.content(Part.text(Phrases.repeat(language, 10), charset, Transfer.EIGHT_BIT));
    }

    private static void unknownLabel(Letter letter) {
        labelled(letter, "x-garden-8bit");
    }

    private static void wrongLabel(Letter letter) {
        labelled(letter, "us-ascii");
    }

    private static void emptyLabel(Letter letter) {
        labelled(letter, "");
    }

    private static void labelled(Letter letter, String label) {
        var text = Phrases.repeat(Phrases.LANGUAGES.get(1), 15);
        letter.set("Subject", Words.b("Bitte öffne die Tür", UTF_8, label));
        letter.content(
                Part.of(
                        "text/plain; charset=\"" + label + "\"",
                        "8bit",
                        Transfer.EIGHT_BIT.encode(text.getBytes(UTF_8))));
    }
}
