package dev.nightmail.common.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each variable reaches its key by name alone, with nothing that lists the key, and no two settings
 * share one. That values arrive typed, each module tests for its own.
 */
@Tag("J20")
class EnvironmentTest {

    static Stream<Setting> settings() {
        var catalogue = Catalogue.read();
        return catalogue.all().stream()
                .map(setting -> catalogue.find(setting.key().replace("*", "corp")).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void variableReachesItsKey(Setting setting) {
        var config =
                new SmallRyeConfigBuilder()
                        .withSources(
                                new EnvConfigSource(Map.of(setting.environment(), "mine"), 300))
                        .build();

        assertThat(config.getOptionalValue(setting.key(), String.class)).contains("mine");
    }

    @Test
    void variablesOfKindsAreNamedAfterThem() {
        assertThat(settings().map(Setting::environment))
                .doesNotHaveDuplicates()
                .contains("NIGHTMAIL_JOBS__MAIL_SEND_MESSAGE__TIMEOUT");
    }
}
