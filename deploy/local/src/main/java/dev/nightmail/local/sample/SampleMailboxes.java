package dev.nightmail.local.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/** Simple mail in three folders of a Maildir: for one seed always the same. */
public final class SampleMailboxes {
    private static final ZonedDateTime NEWEST =
            ZonedDateTime.of(2026, 1, 1, 9, 0, 0, 0, ZoneOffset.UTC);
    private static final List<String> PEOPLE =
            List.of("ada", "bela", "chen", "dora", "emil", "fatima");
    private static final List<String> FOLDERS = List.of("", "", ".Archive", ".Lists");

    private SampleMailboxes() {}

    /** Writes {@code count} messages below the Maildir, into INBOX, Archive and Lists. */
    public static void fill(Path maildirRoot, long seed, int count) throws IOException {
        Random random = new Random(seed);
        for (int number = 0; number < count; number++) {
            Path folder = maildirRoot.resolve(FOLDERS.get(random.nextInt(FOLDERS.size())));
            write(folder, number, random);
        }
    }

    private static void write(Path folder, int number, Random random) throws IOException {
        for (String part : List.of("cur", "new", "tmp")) {
            Files.createDirectories(folder.resolve(part));
        }
        if (folder.getFileName().toString().startsWith(".")) {
            Files.writeString(folder.resolve("maildirfolder"), "");
        }
        ZonedDateTime date = NEWEST.minus(Duration.ofMinutes(37L * number));
        Instant arrived = date.toInstant();
        String seen = random.nextInt(5) == 0 ? "" : "S";
        Path file =
                folder.resolve("cur")
                        .resolve(arrived.getEpochSecond() + ".sample" + number + ":2," + seen);
        Files.writeString(file, message(number, date, PEOPLE.get(random.nextInt(PEOPLE.size()))));
        Files.setLastModifiedTime(file, FileTime.from(arrived));
    }

    private static String message(int number, ZonedDateTime date, String person) {
        return """
        From: %s <%s@example.org>
        To: sample@nightmail.local
        Subject: Sample message %d
        Date: %s
        Message-ID: <sample-%d@example.org>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        Hello,
        this is sample message %d.
        """
                .formatted(
                        person,
                        person,
                        number,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(date),
                        number,
                        number)
                .replace("\n", "\r\n");
    }
}
