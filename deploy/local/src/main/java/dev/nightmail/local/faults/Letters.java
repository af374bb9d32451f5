package dev.nightmail.local.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nightmail.local.sample.SampleMail;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Messages, each with a number of its own in its header, and what each was when it was delivered.
 */
final class Letters {

    /** When a message reached its mailbox. */
    enum Age {
        /** Before the account was added. */
        BEFORE,
        /** Just now. */
        NEW,
        /** Just now, by a date of years ago: somebody has imported it. */
        IMPORTED,
        /** In a mailbox in which nothing is received. */
        NOT_MAIL,
        /** In one that is not synced, from where it may be moved. */
        ELSEWHERE
    }

    private static final int SAMPLES = 5_000;

    private final SampleMail samples;
    private final Random random;
    private final Map<Long, Age> ages = new HashMap<>();
    private long last;

    Letters(long seed, Random random) {
        samples = new SampleMail(seed);
        this.random = random;
    }

    /** The next one, of which nobody has a copy. */
    byte[] next(Age age) {
        ages.put(++last, age);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("X-Fault: %d\r\n".formatted(last).getBytes(ISO_8859_1));
        bytes.writeBytes(random.nextInt(12) == 0 ? odd() : samples.message(sample()));
        return bytes.toByteArray();
    }

    private int sample() {
        return random.nextInt(SAMPLES);
    }

    /** Hardly a message. */
    private byte[] odd() {
        var text =
                switch (random.nextInt(7)) {
                    case 0 -> "";
                    case 1 -> "\r\n";
                    case 2 -> "no header at all, and no end of a line";
                    case 3 -> "Subject: =?utf-8?B?/////w==?=\r\nFrom: <<<@@>\r\n\r\n\u0080";
                    case 4 -> "Subject: " + "x".repeat(30_000) + "\r\n\r\nlong";
                    case 5 -> "Content-Type: multipart/mixed; boundary=\"\r\n\r\n--\r\n--\r\n";
                    default -> "To: a@b.c\r\n continued\r\n\tagain\r\n:\r\n: :\r\n\r\n.\r\n..\r\n";
                };
        return text.getBytes(ISO_8859_1);
    }

    Age age(long number) {
        return ages.getOrDefault(number, Age.BEFORE);
    }

    long count() {
        return last;
    }
}
