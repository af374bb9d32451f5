package dev.nightmail.common.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.IVersionProvider;

/** Which service this is, and of which build. */
final class Version implements IVersionProvider {

    private static final String BUILD = "build.properties";

    @Override
    public String[] getVersion() throws IOException {
        var service =
                ConfigProvider.getConfig()
                        .getOptionalValue("quarkus.application.name", String.class)
                        .orElse("common");
        var build = new Properties();
        try (var in = Optional.ofNullable(Version.class.getResourceAsStream(BUILD)).orElseThrow()) {
            build.load(in);
        }
        return new String[] {"Nightmail %s %s".formatted(service, build.getProperty("version"))};
    }
}
