package dev.nightmail.common.setting;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What can be set, as people see it.
 *
 * @param key such as {@code nightmail.sync.page-size}; an asterisk stands for a name of the
 *     operator's choice
 * @param service whose it is; empty when it is every service's
 * @param standard the value when nobody sets one; empty for none
 * @param mark whether it may be changed at run time, or shown
 * @param meaning a few sentences in Markdown
 */
public record Setting(
        String key, String service, Form form, String standard, Mark mark, String meaning) {

    private static final String ANY = "*";

    /** What is particular about a setting. */
    public enum Mark {
        /** Nothing: it is read once. */
        PLAIN,
        /** It may be changed while services run. */
        LIVE,
        /** Its value is shown to nobody. */
        SECRET
    }

    /** By which platforms set it. */
    public String environment() {
        return key.replace(ANY, "NAME").replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Whether the operator chooses a word of its key. */
    boolean isTemplate() {
        return key.contains(ANY);
    }

    /** Whether this is its key with a word in it that somebody has chosen. */
    boolean isNamedBy(String chosen) {
        return isTemplate()
                && chosen.matches(Pattern.quote(key).replace(ANY, "\\E[a-z][a-z0-9-]*\\Q"));
    }

    /** The same under another key. */
    Setting as(String other) {
        return new Setting(other, service, form, standard, mark, meaning);
    }

    public boolean isLive() {
        return mark == Mark.LIVE;
    }

    public boolean isSecret() {
        return mark == Mark.SECRET;
    }

    /** Whether it means something to this service. */
    public boolean isOf(String wanted) {
        return service.isEmpty() || service.equals(wanted);
    }

    /** What is wrong with the value, in a line for whoever sets it. */
    public String fault(String value) {
        return "%s (%s): %s is not allowed; allowed: %s"
                .formatted(
                        key, environment(), isSecret() ? "this" : "'" + value + "'", form.text());
    }

    /** As it stands in {@code settings.tsv}. */
    public String line() {
        return String.join(
                "\t",
                key,
                service,
                form.text(),
                standard,
                mark.name().toLowerCase(Locale.ROOT),
                meaning);
    }

    static Setting of(String line) {
        var cells = line.split("\t", -1);
        return new Setting(
                cells[0],
                cells[1],
                Form.of(cells[2]),
                cells[3],
                Mark.valueOf(cells[4].toUpperCase(Locale.ROOT)),
                cells[5]);
    }
}
