package dev.nightmail.local.sample;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * An endless, repeatable stream of messages: four of five are ordinary, one is odd.
 *
 * @param seed another one gives other messages
 */
public record SampleMail(long seed) {

    private static final Instant FIRST = Instant.parse("2025-01-01T08:00:00Z");
    private static final long SECONDS_APART = 420;

    /** Numbers whose message is a fixed rarity, so that any mailbox of a thousand has it. */
    private static final int TEN_THOUSAND_RECIPIENTS = 777;

    private static final int NESTED_TWO_HUNDRED_DEEP = 555;

    private static final List<Recipe> ODD =
            Stream.of(
                            OddHeaders.ALL,
                            OddAddresses.ALL,
                            OddCharsets.ALL,
                            OddStructures.ALL,
                            OddFiles.ALL)
                    .flatMap(List::stream)
                    .toList();

    /**
     * Makes a message with CRLF line ends.
     *
     * @param number from 0
     */
    public byte[] message(int number) {
        var letter = Letter.from(this, number);
        recipe(letter).write(letter);
        return letter.toBytes();
    }

    /** When the message with this number was sent. */
    public Instant sentAt(int number) {
        return FIRST.plusSeconds(SECONDS_APART * number);
    }

    SplittableRandom random(int number) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
    }

    private static Recipe recipe(Letter letter) {
        return switch (letter.number()) {
            case TEN_THOUSAND_RECIPIENTS -> OddAddresses::tenThousandRecipients;
            case NESTED_TWO_HUNDRED_DEEP -> OddStructures::nestedTwoHundredDeep;
            default ->
                    letter.random().nextInt(5) == 0
                            ? letter.pick(ODD)
                            : letter.pick(OrdinaryMail.ALL);
        };
    }
}
