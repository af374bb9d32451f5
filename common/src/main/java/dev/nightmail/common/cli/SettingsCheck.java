package dev.nightmail.common.cli;

import dev.nightmail.common.setting.Catalogue;
import dev.nightmail.common.setting.SettingFaults;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Looks at the settings of this process before anything starts. */
final class SettingsCheck {

    private SettingsCheck() {}

    /** A line for each fault. */
    static List<String> faults() {
        var config = ConfigProvider.getConfig();
        var service = config.getOptionalValue("quarkus.application.name", String.class).orElse("");
        return SettingFaults.list(config, Catalogue.read(), service);
    }
}
