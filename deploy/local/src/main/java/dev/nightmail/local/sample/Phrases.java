package dev.nightmail.local.sample;

import java.util.List;
import java.util.random.RandomGenerator;

/** What people write about: gardens, trains and soup. */
final class Phrases {

    static final List<String> SUBJECTS =
            List.of(
                    "Garden plan for spring",
                    "Train on Thursday",
                    "Soup recipe",
                    "Minutes of the reading circle",
                    "Invoice for the blue chairs",
                    "Keys under the second pot",
                    "Photos from the lake",
                    "Question about the roof");

    /** One sentence each; the charset names say which old one can write it. */
    static final List<Language> LANGUAGES =
            List.of(
                    new Language("We met at the old bridge and talked about tomatoes.", "us-ascii"),
                    new Language("Die Gäste kommen früh, bitte öffne die Tür.", "iso-8859-1"),
                    new Language("Le café coûte deux €, la crème est à côté.", "iso-8859-15"),
                    new Language("Mañana señalo el camino – “despacio”.", "windows-1252"),
                    new Language("Завтра мы сажаем яблони у реки.", "koi8-r"),
                    new Language("明日は川のそばで会いましょう。", "shift_jis"),
                    new Language("新しい本を図書館で読みました。", "iso-2022-jp"),
                    new Language("我们明天在河边种树。", "gb18030"),
                    new Language("我們明天在河邊種樹。", "big5"));

    /** A sentence and the charset that its writers used before UTF-8. */
    record Language(String sentence, String charset) {}

    private static final List<String> SENTENCES =
            List.of(
                    "The first bed gets beans, the second one peas.",
                    "I counted forty-two chairs and one table without a leg.",
                    "If it rains we take the later train.",
                    "Please bring the long ladder and a rope.",
                    "The soup wants two onions and a whole afternoon.",
                    "Nobody has seen the cat since Tuesday.",
                    "Let us read the third chapter until Friday.",
                    "My neighbour says that the roof will last another winter.");

    private Phrases() {}

    /** Lines of English, about so many bytes, with CRLF. */
    static String english(RandomGenerator random, int bytes) {
        var text = new StringBuilder();
        while (text.length() < bytes) {
            text.append(SENTENCES.get(random.nextInt(SENTENCES.size()))).append("\r\n");
        }
        return text.toString();
    }

    /** The sentence again and again, with CRLF. */
    static String repeat(Language language, int lines) {
        return (language.sentence() + "\r\n").repeat(lines);
    }
}
