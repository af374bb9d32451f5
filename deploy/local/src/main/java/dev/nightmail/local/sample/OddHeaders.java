package dev.nightmail.local.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Messages whose headers are missing, broken, doubled, raw or far too long. */
final class OddHeaders {

    static final List<Recipe> ALL =
            List.of(
                    letter -> body(letter).remove("Subject"),
                    letter -> body(letter).set("Subject", ""),
                    letter -> body(letter).remove("Message-ID"),
                    letter -> body(letter).remove("Date"),
                    letter -> body(letter).set("Date", "yesterday, at noon"),
                    letter -> body(letter).set("Date", "Mon, 32 Foo 2025 25:61:00 +9900"),
                    letter -> body(letter).set("Date", "Thu, 1 Jan 9999 00:00:00 +0000"),
                    letter -> body(letter).set("Date", "12-Mar-98 4:05 EST"),
                    letter -> body(letter).set("Message-ID", letter.id(letter.number() - 1)),
                    letter -> body(letter).set("Message-ID", "no brackets at all"),
                    letter -> body(letter).set("Subject", "a NUL \0 within"),
                    letter -> body(letter).set("Subject", Words.raw("schöne Grüße", ISO_8859_1)),
                    letter -> body(letter).set("Subject", Words.raw("schöne Grüße €", UTF_8)),
                    letter -> body(letter).set("Subject", Words.split("早春の庭の計画です", UTF_8)),
                    letter -> body(letter).set("Subject", "=?utf-8?B?//79gIA=?= =?utf-8?Q?=ZZ?="),
                    letter -> body(letter).set("Subject", "long ".repeat(6_000)),
                    letter -> body(letter).set("X-Trace", "0123456789abcdef".repeat(1_500)),
                    letter ->
                            body(letter)
                                    .set(
                                            "References",
                                            letter.ids(letter.number() - 400, letter.number())),
                    letter -> body(letter).set("Subject ", "a space before the colon"),
                    letter -> body(letter).set("no colon in this line\r\nX-After", "fine"),
                    letter -> body(letter).set("Auto-Submitted", "auto-replied; reason=away"));

    private OddHeaders() {}

    private static Letter body(Letter letter) {
        return letter.content(OrdinaryMail.english(letter));
    }
}
