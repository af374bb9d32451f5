package dev.nightmail.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.faults.Letters.Age;
import dev.nightmail.local.faults.Mailboxes.Letter;
import dev.nightmail.local.faults.Mailboxes.Mailbox;
import dev.nightmail.local.faults.Stored.Box;
import dev.nightmail.local.faults.Stored.Known;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is wrong with what is stored is seen. */
@Tag("S4")
@Tag("S7")
class WitnessTest {

    private static final String PARTS = "2 participants, 1 attachments";

    private final Mailbox mailbox =
            new Mailbox(7, new TreeMap<>(Map.of(1L, new Letter(5, "\\Seen", 100))));
    private final Mailboxes server = new Mailboxes(new TreeMap<>(Map.of("INBOX", mailbox)));
    private final Letters letters = new Letters(1, new Random(1));
    private final Witness witness = new Witness(letters);

    @Test
    void messageThatKeepsAllIsNoComplaint() {
        assertThat(witness.judge(server, stored("one", PARTS, "thread"), true)).isEmpty();
        assertThat(witness.judge(server, stored("one", PARTS, "thread"), true)).isEmpty();
    }

    @Test
    void messageUnderAnotherIdIsAComplaint() {
        witness.judge(server, stored("one", PARTS, "thread"), true);

        var complaints = witness.judge(server, stored("two", PARTS, "thread"), true);

        assertThat(complaints).anyMatch(each -> each.contains("had ids"));
    }

    @Test
    void messageInAnotherThreadIsAComplaintUnlessItsThreadHasJoinedThat() {
        witness.judge(server, stored("one", PARTS, "first"), true);
        var joined = new Stored(boxes("one"), known("one", PARTS, "second"), joins(), List.of());

        assertThat(witness.judge(server, joined, true)).isEmpty();
        assertThat(witness.judge(server, stored("one", PARTS, "third"), true))
                .containsExactly("message one was in thread second, is in third");
    }

    @Test
    void letterThatHasLostAParticipantIsAComplaint() {
        witness.judge(server, stored("one", PARTS, "thread"), false);

        var complaints = witness.judge(server, stored("one", "none", "thread"), false);

        assertThat(complaints).containsExactly("letter 5 has none as message one, had " + PARTS);
    }

    @Test
    void mailboxThatIsNotListedIsLeftOverAndNoDifference() {
        var nothing = new Mailboxes(new TreeMap<>());
        var stored = stored("one", PARTS, "thread");

        assertThat(stored.differences(nothing)).isEmpty();
        assertThat(stored.leftovers(nothing)).containsExactly("INBOX is not on the server");
        assertThat(stored.differences(server)).isEmpty();
        assertThat(stored.leftovers(server)).isEmpty();
    }

    @Test
    void letterThatWasReceivedAndWentInOneRoundAndComesBackWasReceived() {
        deliverTheLetter();
        var gone = new Stored(Map.of(), known("gone", PARTS, "thread"), Map.of(), List.of());
        witness.judge(new Mailboxes(new TreeMap<>()), gone, false);

        witness.judge(server, stored("back", PARTS, "thread"), false);

        assertThat(witness.judge(Map.of("gone", 1), server)).isEmpty();
        assertThat(witness.judge(Map.of("gone", 1, "back", 1), server))
                .containsExactly("letter 5 (NEW) was received 2 times");
    }

    @Test
    void letterThatNobodyWasToldOfIsAComplaint() {
        deliverTheLetter();
        witness.judge(server, stored("one", PARTS, "thread"), false);

        assertThat(witness.judge(Map.of(), server))
                .containsExactly("letter 5 in INBOX was not received");
    }

    /** After the account's first sync. */
    private void deliverTheLetter() {
        for (int number = 1; number < 5; number++) {
            letters.next(Age.BEFORE);
        }
        witness.filled();
        letters.next(Age.NEW);
    }

    private static Map<String, String> joins() {
        return Map.of("first", "second");
    }

    private Stored stored(String id, String parts, String thread) {
        return new Stored(boxes(id), known(id, parts, thread), Map.of(), List.of());
    }

    private Map<String, Box> boxes(String id) {
        return Map.of("INBOX", new Box("box", mailbox, Map.of(1L, id), false));
    }

    private static Map<String, Known> known(String id, String parts, String thread) {
        return Map.of(id, new Known("identity", true, "\\Seen", parts, thread));
    }
}
