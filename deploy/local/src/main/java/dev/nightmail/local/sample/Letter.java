package dev.nightmail.local.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A message in the making. Header values are strings of one character for each byte, so that a
 * recipe can write any byte.
 */
final class Letter {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

    /** Every third group of so many messages is one thread. */
    private static final int THREAD_LENGTH = 8;

    private final SampleMail mail;
    private final int number;
    private final SplittableRandom random;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Part content = new Part(List.of(), "");

    private Letter(SampleMail mail, int number) {
        this.mail = mail;
        this.number = number;
        this.random = mail.random(number);
    }

    /** Fills in the headers of everyday mail. */
    static Letter from(SampleMail mail, int number) {
        var letter = new Letter(mail, number);
        var zone = ZoneOffset.ofHours(letter.random.nextInt(-8, 10));
        int first = number - number % THREAD_LENGTH;
        boolean reply = first % (3 * THREAD_LENGTH) == 0 && number > first;
        var subject = letter.pick(Phrases.SUBJECTS) + " " + (reply ? first : number);
        letter.set("Date", DATE.format(mail.sentAt(number).atOffset(zone)));
        letter.set("From", letter.pick(People.ALL).toString());
        letter.set("To", letter.pick(People.ALL).toString());
        letter.set("Subject", (reply ? "Re: " : "") + subject);
        letter.set("Message-ID", letter.id(number));
        if (reply) {
            letter.set("In-Reply-To", letter.id(number - 1));
            letter.set("References", letter.ids(first, number));
        }
        letter.set("MIME-Version", "1.0");
        return letter;
    }

    Letter set(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Letter remove(String name) {
        headers.remove(name);
        return this;
    }

    Letter content(Part part) {
        content = part;
        return this;
    }

    int number() {
        return number;
    }

    SplittableRandom random() {
        return random;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The Message-ID of another message of this stream. */
    String id(int other) {
        return "<%d.%x@mail.example.org>".formatted(Math.max(0, other), mail.seed());
    }

    String ids(int first, int end) {
        return IntStream.range(Math.max(0, first), end)
                .mapToObj(this::id)
                .collect(Collectors.joining("\r\n "));
    }

    byte[] toBytes() {
        var text = new StringBuilder();
        headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.toString().getBytes(ISO_8859_1));
        bytes.writeBytes(content.toBytes());
        return bytes.toByteArray();
    }
}
