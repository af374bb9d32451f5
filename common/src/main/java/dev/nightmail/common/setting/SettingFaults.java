package dev.nightmail.common.setting;

import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** What is wrong with the settings that a service is given. */
public final class SettingFaults {

    private static final String OURS = "nightmail.";

    /** Platforms add variables of their own, and which are ours cannot be told. */
    private static final String ENVIRONMENT = "EnvConfigSource";

    private SettingFaults() {}

    /** A line for each fault, all of them; empty when the service can start. */
    public static List<String> list(Config config, Catalogue catalogue, String service) {
        var faults = new ArrayList<String>();
        for (var setting : catalogue.all()) {
            if (setting.isOf(service) && !setting.isTemplate()) {
                fault(config, setting).ifPresent(faults::add);
            }
        }
        for (var name : config.unwrap(SmallRyeConfig.class).getLatestPropertyNames()) {
            catalogue
                    .findNamed(name)
                    .flatMap(setting -> fault(config, setting))
                    .ifPresent(faults::add);
            if (isUnknown(config, catalogue, name) && !catalogue.isForeign(name, service)) {
                faults.add(name + " is no setting: docs/settings.md lists all");
            }
        }
        return faults;
    }

    private static Optional<String> fault(Config config, Setting setting) {
        var given = config.getConfigValue(setting.key());
        var value = Optional.ofNullable(given.getValue());
        if (value.isEmpty() && given.getRawValue() != null) {
            return Optional.of(
                    "%s (%s) names another key, which is not there: %s"
                            .formatted(
                                    setting.key(),
                                    setting.environment(),
                                    setting.isSecret() ? "it is secret" : given.getRawValue()));
        }
        return value.filter(text -> !text.isEmpty())
                .filter(text -> !setting.form().admits(text.strip()))
                .map(setting::fault);
    }

    private static boolean isUnknown(Config config, Catalogue catalogue, String name) {
        return name.startsWith(OURS)
                && catalogue.find(name).isEmpty()
                && !String.valueOf(config.getConfigValue(name).getSourceName())
                        .contains(ENVIRONMENT);
    }
}
