package dev.nightmail.common.setting;

import dev.nightmail.common.setting.DeclaredSettings.Area;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is written from the settings: the catalogue, the reference and the example. */
record SettingPages(List<Area> areas) {

    /** Between these lines of the reference and of the example nothing is written by hand. */
    static final String BEGIN = "generated: begin";

    static final String END = "generated: end";

    private static final int WIDTH = 120;

    String catalogue() {
        return areas.stream()
                .flatMap(area -> area.settings().stream())
                .map(Setting::line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** One table for each interface. */
    String reference() {
        var page = new ArrayList<String>();
        var heading = "";
        for (var area : areas) {
            var next = area.service().isEmpty() ? "Every service" : area.service();
            if (!next.equals(heading)) {
                page.add("## %s\n".formatted(next));
                heading = next;
            }
            page.add("### `%s`\n\n%s\n".formatted(area.prefix(), area.meaning()));
            page.add(
                    "| key, environment | allowed | default | | meaning |\n| --- | --- | --- | --- | --- |");
            area.settings().forEach(setting -> page.add(row(setting)));
            page.add("");
        }
        return String.join("\n", page);
    }

    String example() {
        var lines = new ArrayList<String>();
        for (var area : areas) {
            var title =
                    "# --- %s%s "
                            .formatted(
                                    area.prefix(),
                                    area.service().isEmpty() ? "" : " (" + area.service() + ")");
            lines.add(title + "-".repeat(Math.max(3, WIDTH - title.length())));
            area.settings()
                    .forEach(setting ->
                            lines.add("# " + setting.environment() + "=" + setting.standard()));
            lines.add("");
        }
        return String.join("\n", lines);
    }

    /** The text with the block between the marks replaced. */
    static String replaced(String text, String block) {
        int begin = text.indexOf('\n', text.indexOf(BEGIN)) + 1;
        int end = text.lastIndexOf('\n', text.indexOf(END)) + 1;
        return text.substring(0, begin) + "\n" + block + text.substring(end);
    }

    private static String row(Setting setting) {
        return "| `%s`<br>`%s` | %s | %s | %s | %s |"
                .formatted(
                        setting.key(),
                        setting.environment(),
                        setting.form().text(),
                        setting.standard().isEmpty() ? "–" : "`" + setting.standard() + "`",
                        setting.mark() == Setting.Mark.PLAIN
                                ? ""
                                : setting.mark().name().toLowerCase(Locale.ROOT),
                        setting.meaning());
    }
}
