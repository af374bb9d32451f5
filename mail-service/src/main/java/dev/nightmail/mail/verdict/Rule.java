package dev.nightmail.mail.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One row of the table.
 *
 * @param stages, codes, statuses alternatives; empty for any
 * @param action empty where the code decides
 * @param scope empty where the stage decides
 * @param phrases alternatives, each of words that must all be there; empty for any
 */
record Rule(
        String id,
        List<Stage> stages,
        List<String> codes,
        List<String> statuses,
        Optional<Action> action,
        Optional<Scope> scope,
        Category category,
        List<List<String>> phrases) {

    private static final String ANY = "*";
    private static final String IT_SAYS = "-";

    /** Of eight columns, the last one to the end of the line. */
    static Rule of(String row) {
        var column = row.strip().split(" +", 8);
        return new Rule(
                column[0],
                list(column[1]).stream().map(name -> Stage.valueOf(upper(name))).toList(),
                list(column[2]),
                list(column[3]),
                column[4].equals(IT_SAYS)
                        ? Optional.empty()
                        : Optional.of(Action.valueOf(upper(column[4]))),
                column[5].equals(IT_SAYS)
                        ? Optional.empty()
                        : Optional.of(Scope.valueOf(upper(column[5]))),
                Category.valueOf(upper(column[6])),
                column[7].equals(ANY)
                        ? List.of()
                        : Arrays.stream(column[7].split(" / "))
                                .map(phrase -> List.of(phrase.split(" & ")))
                                .toList());
    }

    private static List<String> list(String column) {
        return column.equals(ANY) ? List.of() : List.of(column.split(","));
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    boolean matches(Answer answer) {
        return (stages.isEmpty() || stages.contains(answer.stage()))
                && (codes.isEmpty() || codes.stream().anyMatch(code -> isCode(code, answer.code())))
                && (statuses.isEmpty()
                        || statuses.stream().anyMatch(status -> isStatus(status, answer.status())))
                && (phrases.isEmpty()
                        || phrases.stream().anyMatch(phrase -> isSaid(phrase, answer.words())));
    }

    /** {@code 5xx} is any code of that class. */
    private static boolean isCode(String code, int given) {
        return code.endsWith("xx")
                ? code.charAt(0) - '0' == given / 100
                : Integer.parseInt(code) == given;
    }

    /** {@code x} stands for any number, and the last may be a range. */
    private static boolean isStatus(String status, String given) {
        var wanted = status.split("\\.", 3);
        var numbers = given.split("\\.", 3);
        if (numbers.length != wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!isNumber(wanted[i], Integer.parseInt(numbers[i]))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(String wanted, int given) {
        if (wanted.equals("x")) {
            return true;
        }
        var range = wanted.split("-", 2);
        return given >= Integer.parseInt(range[0])
                && given <= Integer.parseInt(range[range.length - 1]);
    }

    /** Words after {@code =} are all that is said. */
    private static boolean isSaid(List<String> phrase, String words) {
        return phrase.stream()
                .allMatch(part ->
                        part.startsWith("=")
                                ? words.equals(part.substring(1))
                                : words.contains(part));
    }

    Verdict verdict(Answer answer) {
        var does = action.orElse(answer.isTemporary() ? Action.RETRY : Action.GIVE_UP);
        boolean comesBack = does == Action.RETRY || does == Action.RETRY_SOON;
        return new Verdict(
                does,
                scope.orElse(answer.stage().scope()),
                category,
                id,
                comesBack ? Hint.in(answer.words()) : Optional.empty());
    }
}
