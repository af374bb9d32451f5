package dev.nightmail.common.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.nightmail.common.job.DryRunReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** The report of a dry run, for a terminal. */
final class ReportText {

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    private ReportText() {}

    static String of(String kind, DryRunReport report) {
        var page = new ReportText();
        page.print(kind, report);
        return page.text.toString().strip();
    }

    private void print(String kind, DryRunReport report) {
        var end = report.wouldEnd();
        out.printf("Dry run of %s: nothing of it was kept.%n%n", kind);
        out.printf("would end  %s %s%n", end.outcome(), end.code());
        out.printf("enqueues   %d%n", report.enqueued());
        out.printf("facts      %d%n", report.facts());
        section(
                "counts",
                List.of("count", "value"),
                report.counts().entrySet().stream()
                        .map(count -> List.of(count.getKey(), count.getValue().toString()))
                        .toList());
        section(
                "tables",
                List.of("table", "inserted", "updated", "deleted"),
                report.tables().entrySet().stream().map(ReportText::row).toList());
        section(
                "effects, not done",
                List.of("effect", "times", "stable ids"),
                report.effects().entrySet().stream()
                        .map(effect ->
                                List.of(
                                        effect.getKey(),
                                        Long.toString(effect.getValue().times()),
                                        String.join(" ", effect.getValue().first())))
                        .toList());
        section(
                "samples",
                List.of("change", "ids"),
                report.samples().entrySet().stream()
                        .map(sample ->
                                List.of(sample.getKey(), String.join(" ", sample.getValue())))
                        .toList());
        section(
                "estimates",
                List.of("not exact, because"),
                report.estimates().stream().map(List::of).toList());
    }

    private static List<String> row(Map.Entry<String, DryRunReport.Rows> table) {
        var rows = table.getValue();
        return List.of(
                table.getKey(),
                Long.toString(rows.inserted()),
                Long.toString(rows.updated()),
                Long.toString(rows.deleted()));
    }

    private void section(String title, List<String> columns, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            out.printf("%n%s%n", title);
            new Table(columns, rows.stream().map(ReportText::cells).toList()).print(out, false);
        }
    }

    private static List<JsonNode> cells(List<String> texts) {
        return texts.stream().<JsonNode>map(TextNode::valueOf).toList();
    }
}
