package dev.nightmail.common.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.nightmail.common.setting.Catalogue;
import dev.nightmail.common.setting.Setting;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what is set, and where. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description =
                "This service's settings as it would start with them, and where each comes from;"
                        + " secrets are masked.")
final class ConfigCommand implements Callable<Integer> {

    private static final List<String> COLUMNS = List.of("key", "value", "source");
    private static final String MASK = "***";
    private static final String DEFAULT = "default";

    private static final Pattern SECRET_IN_URL =
            Pattern.compile("(?i)(?<=password=)[^&;]*|(?<=//)[^/@]*(?=@)");

    @Mixin final Output output = new Output();

    @Override
    public Integer call() {
        var config = ConfigProvider.getConfig();
        var service = config.getOptionalValue("quarkus.application.name", String.class).orElse("");
        var rows =
                Catalogue.read().all().stream()
                        .filter(setting -> setting.isOf(service))
                        .map(setting -> row(setting, config))
                        .toList();
        new Table(COLUMNS, rows).print(output.command.commandLine().getOut(), output.json);
        return ExitCode.SUCCESS;
    }

    /** Defaults of the interfaces are known only to a service that has started. */
    private static List<JsonNode> row(Setting setting, Config config) {
        var given = config.getConfigValue(setting.key());
        var value =
                Optional.ofNullable(given.getValue())
                        .filter(text -> !text.isEmpty())
                        .orElse(setting.standard());
        return List.of(
                new TextNode(setting.key()),
                new TextNode(masked(setting, value)),
                new TextNode(source(given)));
    }

    static String masked(Setting setting, String value) {
        boolean isHidden = setting.isSecret() && !value.isEmpty();
        return isHidden ? MASK : SECRET_IN_URL.matcher(value).replaceAll(MASK);
    }

    /** As an operator knows it. */
    private static String source(ConfigValue given) {
        var name = Optional.ofNullable(given.getSourceName()).orElse("");
        if (Optional.ofNullable(given.getValue()).orElse("").isEmpty()) {
            return DEFAULT;
        }
        if (name.startsWith("EnvConfigSource")) {
            return "environment";
        }
        if (name.startsWith("SysPropConfigSource")) {
            return "system property";
        }
        boolean isOurs = name.contains(".jar!") || name.contains("microprofile-config.properties");
        return isOurs ? DEFAULT : name;
    }
}
