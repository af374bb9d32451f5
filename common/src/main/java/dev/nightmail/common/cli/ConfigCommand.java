package dev.nightmail.common.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.nightmail.common.setting.Catalogue;
import dev.nightmail.common.setting.Setting;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what is set, and where. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "The settings in force and where each comes from; secrets are masked.")
final class ConfigCommand implements Callable<Integer> {

    private static final List<String> COLUMNS = List.of("key", "value", "source");
    private static final String MASK = "***";
    private static final Catalogue CATALOGUE = Catalogue.read();

    /** Of what is no setting of ours; the file of a key set may be named. */
    private static final Pattern SECRET = Pattern.compile(".*(password|secret|keyset|token)");

    private static final Pattern SECRET_IN_URL =
            Pattern.compile("(?i)(?<=password=)[^&;]*|(?<=//)[^/@]*(?=@)");

    @Mixin final Output output = new Output();

    @Override
    public Integer call() {
        var config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        var keys = new TreeMap<String, String>();
        for (var name : config.getLatestPropertyNames()) {
            if (name.startsWith("nightmail.")) {
                keys.put(variable(name), name);
            } else if (name.startsWith("NIGHTMAIL_")) {
                keys.putIfAbsent(name, name);
            }
        }
        var rows =
                keys.values().stream()
                        .sorted()
                        .map(config::getConfigValue)
                        .filter(value -> value.getValue() != null)
                        .map(ConfigCommand::row)
                        .toList();
        new Table(COLUMNS, rows).print(output.command.commandLine().getOut(), output.json);
        return ExitCode.SUCCESS;
    }

    private static List<JsonNode> row(ConfigValue value) {
        return List.of(
                new TextNode(value.getName()),
                new TextNode(masked(value.getName(), value.getValue())),
                new TextNode(source(String.valueOf(value.getSourceName()))));
    }

    static String masked(String key, String value) {
        boolean isSecret =
                CATALOGUE.find(key).filter(Setting::isSecret).isPresent()
                        || SECRET.matcher(key.toLowerCase(Locale.ROOT)).matches();
        return isSecret ? MASK : SECRET_IN_URL.matcher(value).replaceAll(MASK);
    }

    /** As an operator knows it. */
    private static String source(String name) {
        if (name.startsWith("EnvConfigSource")) {
            return "environment";
        }
        if (name.startsWith("SysPropConfigSource")) {
            return "system property";
        }
        boolean isOurs = name.contains(".jar!") || name.contains("microprofile-config.properties");
        return isOurs ? "default" : name;
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
