package dev.nightmail.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A5")
class S3SettingsTest {

    private static final Map<String, String> RIGHT =
            Map.of(
                    "kind", "s3",
                    "s3.endpoint", "https://s3.example.com",
                    "s3.bucket", "nightmail",
                    "s3.access-key", "key",
                    "s3.secret-key", "secret");

    @Test
    void settingsThatAreMissingStopTheStartAndAreNamed() {
        assertThatThrownBy(() -> start(Map.of("kind", "s3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "nightmail.storage.kind is s3, and nightmail.storage.s3.endpoint is missing;"
                                + " nightmail.storage.s3.bucket is missing;"
                                + " nightmail.storage.s3.access-key is missing;"
                                + " nightmail.storage.s3.secret-key is missing");
    }

    @Test
    void settingOfAnotherFormStopsTheStartAndIsNamedWithoutItsValue() {
        var wrong =
                Map.of(
                        "s3.endpoint", "s3.example.com",
                        "s3.region", "Frankfurt am Main",
                        "s3.bucket", "a/b",
                        "s3.access-key", "two words",
                        "s3.secret-key", "two words");
        wrong.forEach((key, value) -> {
            var settings = new HashMap<>(RIGHT);
            settings.put(key, value);
            assertThatThrownBy(() -> start(settings))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nightmail.storage." + key + " has another form")
                    .hasMessageNotContaining(value);
        });
    }

    @Test
    void rightSettingsStartWithoutAskingTheStore() {
        assertThatCode(() -> start(RIGHT)).doesNotThrowAnyException();
        assertThat(new Stores().store(TestStores.of(RIGHT))).isInstanceOf(S3Store.class);
    }

    @Test
    void folderNeedsNoBucket() {
        assertThatCode(() -> start(Map.of())).doesNotThrowAnyException();
        assertThat(new Stores().store(TestStores.of(Map.of()))).isInstanceOf(FolderStore.class);
    }

    private static void start(Map<String, String> settings) {
        new Stores().check(new StartupEvent(), TestStores.of(settings));
    }
}
