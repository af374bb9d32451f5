package dev.nightmail.local.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Messages from nobody, to crowds, to groups, and to what is no address. */
final class OddAddresses {

    static final List<Recipe> ALL =
            List.of(
                    letter -> body(letter).remove("From"),
                    letter -> body(letter).set("From", "Ada Lind"),
                    letter -> body(letter).set("From", "<>"),
                    letter -> body(letter).set("From", "ada@example.com (Ada (at work))"),
                    letter -> body(letter).set("From", "\"Lind, Ada\" <ada@example.com>"),
                    letter -> body(letter).set("From", "\"unclosed <ada@example.com>"),
                    letter ->
                            body(letter)
                                    .set(
                                            "From",
                                            Words.raw("Frida Öberg", ISO_8859_1)
                                                    + " <f@example.org>"),
                    letter ->
                            body(letter)
                                    .set(
                                            "From",
                                            Words.b("\"Ада\" <x@example.org>", UTF_8)
                                                    + " <ada@example.com>"),
                    letter -> body(letter).set("To", "undisclosed-recipients:;"),
                    letter ->
                            body(letter)
                                    .set(
                                            "To",
                                            "Circle: ada@example.com, Bob <bob@example.com>;, carol@example.org"),
                    letter ->
                            body(letter)
                                    .set(
                                            "To",
                                            "@a.example,@b.example:ada@example.com, <@c.example:bob@example.com>"),
                    letter ->
                            body(letter)
                                    .set(
                                            "To",
                                            "ada@@example..com, bob at example.com, ,,; <carol@example.org"),
                    letter ->
                            body(letter)
                                    .set(
                                            "To",
                                            "\"quoted left side\"@example.com, user@[192.0.2.1]"),
                    letter ->
                            body(letter)
                                    .set("Bcc", "carol@example.org")
                                    .set("Sender", "bot@example.com"),
                    OddAddresses::fiveHundredRecipients);

    private OddAddresses() {}

    private static void fiveHundredRecipients(Letter letter) {
        body(letter).set("Cc", People.crowd(500));
    }

    static void tenThousandRecipients(Letter letter) {
        body(letter).set("To", People.crowd(10_000));
    }

    private static Letter body(Letter letter) {
        return letter.content(OrdinaryMail.english(letter));
    }
}
