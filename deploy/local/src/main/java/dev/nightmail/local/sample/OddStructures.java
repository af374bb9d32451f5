package dev.nightmail.local.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/** Messages within messages, reports, digests, and structures that do not end. */
final class OddStructures {

    private static final String ENCLOSED =
            """
            From: Bob Marsh <bob@example.com>\r
            To: Ada Lind <ada@example.com>\r
            Subject: enclosed\r
            Message-ID: <enclosed@example.com>\r
            \r
            The ladder is in the shed.\r
            """;

    static final List<Recipe> ALL =
            List.of(
                    letter -> letter.content(new Part(List.of(), "")),
                    letter -> letter.content(new Part(List.of("Content-Type: text/plain"), "")),
                    letter ->
                            letter.content(Part.of("text", "7bit", "a type without a subtype\r\n")),
                    letter -> letter.content(Part.of(";;=\"charset", "9bit", "no type at all\r\n")),
                    letter -> letter.content(Part.of("multipart/mixed", "7bit", "no boundary\r\n")),
                    letter -> letter.content(Part.multipart("mixed", "empty")),
                    letter -> letter.content(two(letter, "mixed").cutBy(20)),
                    letter -> letter.content(two(letter, "mixed").cutBy(400)),
                    letter -> letter.content(two(letter, "x-unheard-of")),
                    letter -> letter.content(Part.message(ENCLOSED)),
                    OddStructures::forwarded,
                    OddStructures::digest,
                    OddStructures::report,
                    OddStructures::autoReply,
                    letter -> letter.content(nested(letter, 30)));

    private OddStructures() {}

    static void nestedTwoHundredDeep(Letter letter) {
        letter.content(nested(letter, 200));
    }

    private static Part two(Letter letter, String subtype) {
        return Part.multipart(
                subtype,
                OrdinaryMail.boundary(letter),
                OrdinaryMail.english(letter),
                OrdinaryMail.html(letter));
    }

    private static void forwarded(Letter letter) {
        var enclosed = Part.message(ENCLOSED).with("Content-Disposition: attachment");
        letter.set("Subject", "Fwd: " + letter.pick(Phrases.SUBJECTS));
        letter.content(
                Part.multipart(
                        "mixed",
                        OrdinaryMail.boundary(letter),
                        OrdinaryMail.english(letter),
                        enclosed));
    }

    private static void digest(Letter letter) {
        var plain = new Part(List.of(), ENCLOSED);
        letter.content(
                Part.multipart("digest", OrdinaryMail.boundary(letter), plain, plain, plain));
    }

    /** A delivery status notification (RFC 3464). */
    private static void report(Letter letter) {
        var status =
                """
                Reporting-MTA: dns; mx.example.org\r
                \r
                Final-Recipient: rfc822; nobody@example.org\r
                Action: failed\r
                Status: 5.1.1\r
                """;
        letter.set("From", "Mail delivery <mailer-daemon@example.org>");
        letter.set("Auto-Submitted", "auto-replied");
        letter.content(
                Part.multipart(
                        "report; report-type=delivery-status",
                        OrdinaryMail.boundary(letter),
                        Part.text("Nobody lives here.\r\n", US_ASCII, Transfer.SEVEN_BIT),
                        new Part(List.of("Content-Type: message/delivery-status"), status),
                        Part.message(ENCLOSED)));
    }

    private static void autoReply(Letter letter) {
        letter.set("Auto-Submitted", "auto-replied");
        letter.set("X-Auto-Response-Suppress", "All");
        letter.set("Subject", "Away until Monday");
        letter.content(Part.text("I am at the lake.\r\n", US_ASCII, Transfer.SEVEN_BIT));
    }

    private static Part nested(Letter letter, int depth) {
        var part = OrdinaryMail.english(letter);
        for (int level = 0; level < depth; level++) {
            part = Part.multipart("mixed", "level" + level, part);
        }
        return part;
    }
}
