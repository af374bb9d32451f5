package dev.nightmail.local.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Attachments whose names are encoded in all the ways that senders found. */
final class OddFiles {

    private static final String NAME = "Übersicht der Bäume für März.pdf";

    static final List<Recipe> ALL =
            List.of(
                    letter -> file(letter, "attachment; filename*=UTF-8''" + Words.percent(NAME)),
                    letter -> file(letter, "attachment; filename*=iso-8859-1'de'%DCbersicht.pdf"),
                    letter -> file(letter, "attachment;\r\n" + continued()),
                    letter -> file(letter, "attachment; filename=\"" + Words.b(NAME, UTF_8) + "\""),
                    letter ->
                            file(letter, "attachment; filename=\"" + Words.raw(NAME, UTF_8) + "\""),
                    letter ->
                            file(
                                    letter,
                                    "attachment; filename=\"" + Words.raw(NAME, ISO_8859_1) + "\""),
                    letter -> file(letter, "attachment; filename=plan of the garden.pdf"),
                    letter -> file(letter, "attachment; filename=\"../../etc/pass\\\"wd\0.pdf\""),
                    letter -> file(letter, "attachment"),
                    letter -> file(letter, "inline; filename=\"" + "n".repeat(3_000) + ".pdf\""),
                    OddFiles::manyFiles,
                    OddFiles::fileOnly);

    private OddFiles() {}

    /** RFC 2231, section 4.1. */
    private static String continued() {
        return " filename*0*=UTF-8''%C3%9Cbersicht;\r\n filename*1=\" der \";\r\n"
                + " filename*2*=B%C3%A4ume.pdf";
    }

    private static void file(Letter letter, String disposition) {
        letter.content(
                Part.multipart(
                        "mixed",
                        OrdinaryMail.boundary(letter),
                        OrdinaryMail.english(letter),
                        Part.file("application/pdf", disposition, bytes(letter))));
    }

    private static void manyFiles(Letter letter) {
        var parts = new Part[40];
        for (int i = 0; i < parts.length; i++) {
            var disposition = "attachment; filename=page" + i + ".txt";
            parts[i] = Part.file("text/plain; charset=utf-8", disposition, bytes(letter));
        }
        letter.content(Part.multipart("mixed", OrdinaryMail.boundary(letter), parts));
    }

    private static void fileOnly(Letter letter) {
        letter.content(Part.file("application/zip; name=all.zip", "attachment", bytes(letter)));
    }

    private static byte[] bytes(Letter letter) {
        var bytes = new byte[letter.random().nextInt(10, 900)];
        letter.random().nextBytes(bytes);
        return bytes;
    }
}
