package dev.nightmail.mail.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("M3")
class VerdictTest {

    @TestFactory
    Stream<DynamicTest> repliesOfRealServersMeanWhatTheySay() throws IOException {
        return replies().stream()
                .map(row -> {
                    var columns = row.split(" *\\| *", 3);
                    var verdict = Verdict.of(answer(columns[0], columns[1]));
                    return dynamicTest(
                            columns[0] + " " + columns[1],
                            () ->
                                    assertThat(told(verdict))
                                            .as(verdict.rule())
                                            .isEqualTo(columns[2]));
                });
    }

    @Test
    void thereAreManyOfThem() throws IOException {
        assertThat(replies()).hasSizeGreaterThan(120);
    }

    @Test
    void every421IsTriedAgainWhateverItAnswers() {
        for (var stage : Stage.values()) {
            for (var words : List.of("", "4.7.0 x", "5.7.1 relaying denied", "mailbox full")) {
                assertThat(Verdict.of(Answer.of(stage, 421, List.of(words))).action())
                        .as(stage + words)
                        .isEqualTo(Action.RETRY);
            }
        }
    }

    @Test
    void nothingBeforeMailGivesUpAMessageForItsContentOrRecipient() {
        for (var stage : List.of(Stage.GREETING, Stage.EHLO, Stage.TLS, Stage.AUTH)) {
            for (int code = 400; code < 600; code++) {
                var verdict = Verdict.of(Answer.of(stage, code, List.of("x")));

                assertThat(verdict.action()).as(stage + " " + code).isNotEqualTo(Action.GIVE_UP);
                assertThat(verdict.scope()).isNotIn(Scope.RECIPIENT, Scope.MESSAGE);
            }
        }
    }

    @Test
    void everyCodeAndStatusHasAVerdictAndNo4yzGivesUp() {
        for (var stage : Stage.values()) {
            for (int code = 400; code < 600; code++) {
                for (int subject = 0; subject < 8; subject++) {
                    var line = code / 100 + "." + subject + "." + code % 40;
                    var verdict = Verdict.of(Answer.of(stage, code, List.of(line)));

                    assertThat(verdict.action() == Action.GIVE_UP && code < 500)
                            .as(stage + " " + code + " " + line + " " + verdict.rule())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void onlyAnAddressThatIsNoneIsDead() {
        assertThat(of(Stage.RCPT, 550, "5.1.1 User unknown").isDeadAddress()).isTrue();
        assertThat(of(Stage.RCPT, 550, "5.2.1 disabled").isDeadAddress()).isTrue();
        assertThat(of(Stage.RCPT, 450, "4.1.1 User unknown").isDeadAddress()).isFalse();
        assertThat(of(Stage.RCPT, 552, "5.2.2 Over quota and inactive").isDeadAddress()).isFalse();
        assertThat(of(Stage.RCPT, 554, "5.7.1 Relay access denied").isDeadAddress()).isFalse();
        assertThat(of(Stage.MAIL, 550, "5.1.1 Sender unknown").isDeadAddress()).isFalse();
        assertThat(of(Stage.DOT, 550, "5.7.1 Spam").isDeadAddress()).isFalse();
    }

    @Test
    void hintSaysWhenTheServerWantsUsBack() {
        assertThat(hint("Greylisted, please try again in 180 seconds")).hasSeconds(180);
        assertThat(hint("Greylisting in action, please come back in 00:04:59")).hasSeconds(299);
        assertThat(hint("Greylisted for 5 minutes")).hasMinutes(5);
        assertThat(hint("Please retry after 1 hour")).hasHours(1);
        assertThat(hint("Busy, wait 30s")).hasSeconds(30);
    }

    @Test
    void hintIsAtMostADayAndNeverNothing() {
        assertThat(hint("try again in 24 hours")).isEqualTo(Duration.ofDays(1));
        assertThat(hint("try again in 999999 hours")).isEqualTo(Duration.ofDays(1));
        assertThat(hint("come back in 999:00:00")).isEqualTo(Duration.ofDays(1));
        assertThat(of(Stage.RCPT, 450, "try again in 0 seconds").hint()).isEmpty();
        assertThat(hint("try again in 1 second")).hasSeconds(1);
    }

    @Test
    void numbersThatAreNoTimesAreNoHint() {
        var none =
                List.of(
                        "timeout exceeded after 300 seconds",
                        "try again later from 192.0.2.1 5 m",
                        "try again later (AS77712344)",
                        "try again in 1234567 seconds",
                        "retry, mailbox has 5 messages",
                        "come back at 23:00");
        for (var words : none) {
            assertThat(of(Stage.RCPT, 450, words).hint()).as(words).isEmpty();
        }
        assertThat(of(Stage.RCPT, 550, "5.1.1 try again in 60 seconds").hint()).isEmpty();
    }

    @Test
    void replyOfAnyLengthIsReadInNoTime() {
        var endless = "again 1 ".repeat(200_000);
        var many = Collections.nCopies(100_000, "5.7.1 wait " + " ".repeat(500));

        assertThatCode(() -> Verdict.of(Answer.of(Stage.DOT, 450, List.of(endless))))
                .doesNotThrowAnyException();
        assertThat(Answer.of(Stage.DOT, 450, many).words().length())
                .isLessThan(Answer.MOST_LINES * Answer.MOST_OF_A_LINE);
    }

    @Test
    void phraseIsFoundAcrossTheLinesOfAReply() {
        var lines = List.of("5.7.1 the recipient's mailbox is", "5.7.1 full, user unknown");

        assertThat(Answer.of(Stage.RCPT, 550, lines).words()).contains("mailbox is full,");
    }

    @Test
    void answerShowsNoneOfItsWords() {
        assertThat(Answer.of(Stage.RCPT, 550, List.of("5.1.1 anna@example.org unknown")))
                .hasToString("Answer[RCPT 550 5.1.1]");
    }

    @Test
    void rulesHaveDifferentNames() {
        assertThat(Rules.ALL).extracting(Rule::id).doesNotHaveDuplicates();
    }

    private static Duration hint(String words) {
        return of(Stage.RCPT, 450, words).hint().orElse(Duration.ZERO);
    }

    private static Verdict of(Stage stage, int code, String words) {
        return Verdict.of(Answer.of(stage, code, List.of(words)));
    }

    private static Answer answer(String when, String words) {
        var parts = when.split(" ", 2);
        return Answer.of(
                Stage.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(parts[1]),
                List.of(words.split(" // ")));
    }

    private static String told(Verdict verdict) {
        return (verdict.action() + " " + verdict.scope()).toLowerCase(Locale.ROOT).replace('_', '-')
                + " "
                + verdict.category().code();
    }

    private static List<String> replies() throws IOException {
        try (var file = VerdictTest.class.getResourceAsStream("/verdict/replies.txt")) {
            var bytes = Objects.requireNonNull(file).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
