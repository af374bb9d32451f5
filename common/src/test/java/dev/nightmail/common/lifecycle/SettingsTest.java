package dev.nightmail.common.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.engine.EngineConfig;
import dev.nightmail.common.lifecycle.RoleConfig.Role;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final String FACTS = "mp.messaging.incoming.facts.enabled";

    @Test
    @Tag("J20")
    void settingOfAnotherServiceDoesNotStopThisOne() {
        var config = settings("nightmail.relay.host", "relay.example.org", "nightmail.role", "api");

        assertThat(config.getConfigMapping(RoleConfig.class).role()).isEqualTo(Role.API);
    }

    @Test
    @Tag("J20")
    void settingThatNoServiceKnowsStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> settings("nightmail.rolle", "api"))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("nightmail.rolle");
        assertThatThrownBy(() -> settings("nightmail.nonsense.host", "x"))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("nightmail.nonsense.host");
    }

    @Test
    @Tag("J20")
    void slipInASettingStopsItsOwner() {
        assertThatThrownBy(() -> settings("nightmail.smtp.conect-timeout", "1s"))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("nightmail.smtp.conect-timeout");
    }

    @ParameterizedTest
    @Tag("J3")
    @Tag("J20")
    @CsvSource({
        "nightmail.jobs.concurrency.sync, 0",
        "nightmail.jobs.concurrency.sync, -1",
        "nightmail.jobs.concurrency.sync, many",
        "nightmail.jobs.concurrency.snyc, 3",
        "nightmail.jobs.cluster-concurrency.mail, 0",
        "nightmail.jobs.rate.mail, 0",
        "nightmail.jobs.rate.mail, 0.5",
        "nightmail.jobs.guard.factor, 0",
        "nightmail.jobs.guard.share, 1.5",
        "nightmail.jobs.guard.floor, -1",
        "nightmail.jobs.heartbeat, 0s",
        "nightmail.jobs.poll, 0s",
        "nightmail.jobs.shutdown-grace, -1s",
    })
    void settingOfJobsThatMakesNoSenseStopsTheStartAndIsNamed(String key, String value) {
        var setting = key.replaceFirst("\\.(sync|snyc|mail)$", "");

        assertThatThrownBy(() -> engineSettings(key, value))
                .hasMessageContaining(setting)
                .hasMessageContaining(key.endsWith("snyc") ? "snyc" : "");
        assertThat(engineSettings("nightmail.jobs.concurrency.sync", "1").concurrency())
                .containsEntry("sync", 1);
    }

    @Test
    @Tag("J3")
    void onlyAWorkerListensToFacts() {
        assertThat(listens("api")).contains(false);
        assertThat(listens("API")).contains(false);
        assertThat(listens("command")).contains(false);
        assertThat(listens("worker")).isEmpty();
        assertThat(listens("both")).isEmpty();
        assertThat(settings().getOptionalValue(FACTS, Boolean.class)).isEmpty();
    }

    @Test
    @Tag("O2")
    void whatOthersSayTwiceOrBesideTheMatterIsNotLogged() {
        var config = ConfigProvider.getConfig();

        assertThat(level(config, "io.micrometer.core.instrument.MeterRegistry")).isEqualTo("ERROR");
        assertThat(level(config, "io.smallrye.health")).isEqualTo("WARN");
    }

    @Test
    @Tag("A7")
    void nativeImageWritesDatesInEnglishWhereverItWasBuilt() {
        var config = ConfigProvider.getConfig();

        assertThat(config.getValue("quarkus.default-locale", String.class)).isEqualTo("en");
        assertThat(config.getValues("quarkus.locales", String.class)).containsExactly("en");
    }

    /** As Quarkus validates them. */
    private static final BeanValidationConfigValidator VALIDATOR =
            () -> Validation.buildDefaultValidatorFactory().getValidator();

    private static EngineConfig engineSettings(String key, String value) {
        return new SmallRyeConfigBuilder()
                .withValidator(VALIDATOR)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(Map.of(key, value), "test", 100))
                .withMapping(EngineConfig.class)
                .build()
                .getConfigMapping(EngineConfig.class);
    }

    private static String level(Config config, String category) {
        return config.getValue(
                "quarkus.log.category.\"%s\".level".formatted(category), String.class);
    }

    private static Optional<Boolean> listens(String role) {
        return settings("nightmail.role", role).getOptionalValue(FACTS, Boolean.class);
    }

    /** As mail-service has them; names and values in turn. */
    private static SmallRyeConfig settings(String... pairs) {
        var settings = new HashMap<>(Map.of("quarkus.application.name", "mail-service"));
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(RoleConfig.class)
                .build();
    }
}
