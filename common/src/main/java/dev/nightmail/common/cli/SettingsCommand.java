package dev.nightmail.common.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.setting.Catalogue;
import dev.nightmail.common.setting.CurrentSetting;
import dev.nightmail.common.setting.LiveSettings;
import dev.nightmail.common.setting.SettingChanges;
import dev.nightmail.common.setting.SettingRepository;
import dev.nightmail.common.setting.SettingRepository.Wish;
import dev.nightmail.common.sql.Access;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows all settings, and changes those that are live in all processes. */
@Command(
        name = "settings",
        description = "Settings.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class SettingsCommand {

    private static final List<String> COLUMNS =
            List.of("key", "value", "source", "default", "allowed", "live", "service");

    @Spec CommandSpec command;

    @Command(description = "All settings, as this service sees them.")
    int list(@Mixin Output output) {
        var config = ConfigProvider.getConfig();
        var service = config.getOptionalValue("quarkus.application.name", String.class).orElse("");
        var catalogue = Catalogue.read();
        var sql = CliDatabase.sql();
        var changes =
                sql.transaction(Access.machinery(), () -> new SettingRepository(sql).listLatest());
        var rows =
                CurrentSetting.list(
                                catalogue, service, LiveSettings.given(catalogue, config), changes)
                        .stream()
                        .map(SettingsCommand::row)
                        .toList();
        new Table(COLUMNS, rows).print(output.command.commandLine().getOut(), output.json);
        return ExitCode.SUCCESS;
    }

    @Command(description = "Change a live setting, in all processes within seconds.")
    int set(
            @Parameters(paramLabel = "KEY") String key,
            @Parameters(paramLabel = "VALUE") String value,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason) {
        return change(new Wish(key, Optional.of(value.strip()), Actor.current(), reason));
    }

    @Command(description = "Go back to what each process was started with.")
    int unset(
            @Parameters(paramLabel = "KEY") String key,
            @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason) {
        return change(new Wish(key, Optional.empty(), Actor.current(), reason));
    }

    @Command(description = "Who has changed a setting, when, to what and why; newest first.")
    int history(@Mixin Output output, @Parameters(paramLabel = "KEY") String key)
            throws SQLException {
        return output.print(
                List.of("version", "changed", "by", "from", "to", "reason"),
                """
                SELECT version, changed_at, changed_by,
                       lag(value) OVER (ORDER BY version), value, reason
                FROM core.setting WHERE key = ? ORDER BY version DESC
                """,
                key);
    }

    private int change(Wish wish) {
        var answer = new Answer(command);
        var why = refusal(wish);
        if (why.isPresent()) {
            return answer.refused(why.get());
        }
        var sql = CliDatabase.sql();
        var changes = SettingChanges.over(sql, new Ids(InstantSource.system()));
        boolean isDone = sql.transaction(Access.machinery(), () -> changes.make(wish));
        return isDone
                ? answer.done(
                        wish.key() + wish.value().map(value -> " is " + value).orElse(" is unset"))
                : answer.refused("Somebody else has just changed it: see settings history");
    }

    private static Optional<String> refusal(Wish wish) {
        var setting = Catalogue.read().find(wish.key());
        if (setting.isEmpty()) {
            return Optional.of("There is no setting " + wish.key() + ": see settings list");
        }
        if (!setting.get().isLive()) {
            return Optional.of(
                    "%s is read when a process starts: set %s and start it anew"
                            .formatted(wish.key(), setting.get().environment()));
        }
        return wish.value()
                .filter(value -> !setting.get().form().admits(value))
                .map(setting.get()::fault);
    }

    private static List<JsonNode> row(CurrentSetting current) {
        var nodes = JsonNodeFactory.instance;
        var setting = current.setting();
        return Stream.of(
                        setting.key(),
                        current.value().orElse(""),
                        current.source().name().toLowerCase(Locale.ROOT),
                        setting.standard(),
                        setting.form().text(),
                        setting.isLive() ? "live" : "",
                        setting.service())
                .<JsonNode>map(nodes::textNode)
                .toList();
    }
}
