package dev.nightmail.local.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Mail as it comes every day. */
final class OrdinaryMail {

    static final List<Recipe> ALL =
            List.of(
                    OrdinaryMail::plain,
                    OrdinaryMail::plain,
                    OrdinaryMail::plain,
                    OrdinaryMail::accented,
                    OrdinaryMail::foreign,
                    OrdinaryMail::alternative,
                    OrdinaryMail::alternative,
                    OrdinaryMail::list,
                    OrdinaryMail::list,
                    OrdinaryMail::reply,
                    OrdinaryMail::withFile,
                    OrdinaryMail::withPicture);

    private OrdinaryMail() {}

    private static void plain(Letter letter) {
        letter.content(english(letter));
    }

    private static void accented(Letter letter) {
        letter.set("Subject", Words.q("Grüße aus Łódź " + letter.number(), UTF_8));
        letter.set("Cc", letter.pick(People.ALL) + ", " + letter.pick(People.ALL));
        var text = Phrases.repeat(Phrases.LANGUAGES.get(1), 20);
        letter.content(Part.text(text, UTF_8, Transfer.QUOTED_PRINTABLE));
    }

    private static void foreign(Letter letter) {
        var text = Phrases.repeat(letter.pick(Phrases.LANGUAGES), 25);
        letter.set("Subject", Words.b(text.substring(0, 12) + letter.number(), UTF_8));
        letter.content(
                Part.text(text, UTF_8, letter.pick(List.of(Transfer.BASE64, Transfer.EIGHT_BIT))));
    }

    private static void alternative(Letter letter) {
        letter.content(
                Part.multipart("alternative", boundary(letter), english(letter), html(letter)));
    }

    private static void list(Letter letter) {
        letter.set("List-Id", "Readers of the circle <circle.lists.example.org>");
        letter.set("List-Post", "<mailto:circle@lists.example.org>");
        letter.set(
                "List-Unsubscribe", "<https://lists.example.org/leave?n=" + letter.number() + ">");
        letter.set("Precedence", "list");
        letter.set("To", "circle@lists.example.org");
        letter.set("Reply-To", "circle@lists.example.org");
        letter.content(english(letter));
    }

    private static void reply(Letter letter) {
        var words = letter.pick(List.of("Re: ", "AW: ", "RE: ", "Sv: ", "Odp: ", "Antw: "));
        letter.set("Subject", words + letter.pick(Phrases.SUBJECTS));
        letter.set("In-Reply-To", letter.id(letter.number() - 2));
        letter.set("References", letter.ids(letter.number() - 2, letter.number() - 1));
        var quoted = Phrases.english(letter.random(), 800).replace("\r\n", "\r\n> ");
        letter.content(Part.text("Yes!\r\n\r\n> " + quoted + "\r\n", US_ASCII, Transfer.SEVEN_BIT));
    }

    private static void withFile(Letter letter) {
        boolean big = letter.random().nextInt(12) == 0;
        var bytes = new byte[letter.random().nextInt(500, big ? 90_000 : 5_000)];
        letter.random().nextBytes(bytes);
        var name = "plan-" + letter.number() + ".pdf";
        var file =
                Part.file(
                        "application/pdf; name=\"" + name + "\"",
                        "attachment; filename=\"" + name + "\"",
                        bytes);
        letter.content(Part.multipart("mixed", boundary(letter), english(letter), file));
    }

    private static void withPicture(Letter letter) {
        var bytes = new byte[letter.random().nextInt(400, 2_500)];
        letter.random().nextBytes(bytes);
        var picture =
                Part.file("image/png; name=lake.png", "inline; filename=lake.png", bytes)
                        .with("Content-ID: <lake." + letter.number() + "@example.org>");
        var related = Part.multipart("related", boundary(letter) + "r", html(letter), picture);
        letter.content(Part.multipart("alternative", boundary(letter), english(letter), related));
    }

    static Part english(Letter letter) {
        var text = Phrases.english(letter.random(), letter.random().nextInt(300, 3_500));
        return Part.text(text, US_ASCII, Transfer.SEVEN_BIT);
    }

    static Part html(Letter letter) {
        var text = Phrases.english(letter.random(), letter.random().nextInt(300, 2_500));
        var page =
                "<html><body><p>" + text.replace("\r\n", "</p>\r\n<p>") + "</p></body></html>\r\n";
        return Part.text("html", page, UTF_8, Transfer.QUOTED_PRINTABLE);
    }

    static String boundary(Letter letter) {
        return "=_part_" + letter.number();
    }
}
