package dev.nightmail.mail.delivery;

import dev.nightmail.common.sql.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What servers answered, as it stands in an attempt's row: beside the message's recipients, and
 * empty for who was not offered. Rows of old have no rules and no reasons.
 */
record StoredAnswers(
        List<String> replies, List<String> words, List<String> rules, List<String> reasons) {

    static StoredAnswers read(ResultSet row) throws SQLException {
        return new StoredAnswers(
                texts(row, "replies"),
                texts(row, "words"),
                texts(row, "rules"),
                texts(row, "reasons"));
    }

    List<TimelineEntry.Answer> of(List<String> addresses) {
        return IntStream.range(0, replies.size())
                .filter(n -> !replies.get(n).isEmpty())
                .mapToObj(n ->
                        new TimelineEntry.Answer(
                                addresses.get(n),
                                replies.get(n),
                                words.get(n),
                                at(rules, n),
                                at(reasons, n)))
                .toList();
    }

    private static String at(List<String> texts, int n) {
        return n < texts.size() ? texts.get(n) : "";
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Columns.findTexts(row, column).orElseGet(List::of);
    }
}
