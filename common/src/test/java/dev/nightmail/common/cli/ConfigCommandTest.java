package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.common.setting.Catalogue;
import dev.nightmail.common.setting.Setting;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("J21")
class ConfigCommandTest {

    private static final String SECRET = "nightmail.system.secret";

    @AfterEach
    void forget() {
        System.clearProperty(SECRET);
    }

    @Test
    void whatTheCatalogueCallsSecretIsMasked() {
        var secrets = Catalogue.read().all().stream().filter(Setting::isSecret).toList();

        assertThat(secrets)
                .isNotEmpty()
                .allSatisfy(secret ->
                        assertThat(ConfigCommand.masked(secret, "swordfish")).isEqualTo("***"));
    }

    @Test
    void eachKeyHasItsValueAndSource() throws IOException {
        assertThat(row("nightmail.jobs.concurrency.sync").get("value").asText()).isEqualTo("8");
        assertThat(row("nightmail.db.url").get("source").asText()).isEqualTo("system property");
    }

    @Test
    void everySettingOfTheServiceIsListedByItsKeyAndNothingElse() throws IOException {
        System.setProperty("nightmail.rolle", "api");
        try {
            assertThat(Typed.of("config", "--json").json().findValuesAsText("key"))
                    .isEqualTo(
                            Catalogue.read().all().stream()
                                    .filter(setting -> setting.isOf(""))
                                    .map(Setting::key)
                                    .toList());
        } finally {
            System.clearProperty("nightmail.rolle");
        }
    }

    @Test
    void whatNobodyHasSetHasItsDefault() throws IOException {
        assertThat(row("nightmail.role").get("value").asText()).isEqualTo("both");
        assertThat(row("nightmail.role").get("source").asText()).isEqualTo("default");
        assertThat(row(SECRET).get("value").asText()).isEmpty();
        assertThat(row(SECRET).get("source").asText()).isEqualTo("default");
    }

    @Test
    void secretIsNotShown() throws IOException {
        System.setProperty(SECRET, "something that nobody may see");

        assertThat(Typed.of("config").out()).contains(SECRET).doesNotContain("nobody may see");
        assertThat(row(SECRET).get("value").asText()).isEqualTo("***");
    }

    @ParameterizedTest
    @CsvSource({
        "nightmail.db.password, x, ***",
        "nightmail.relay.password, x, ***",
        "nightmail.secrets.keyset, x, ***",
        "nightmail.secrets.keyset-file, /etc/keyset.json, /etc/keyset.json",
        "nightmail.system.previous-secret, x, ***",
        "nightmail.db.url, jdbc:postgresql://h/n?user=a&password=x&ssl=true, jdbc:postgresql://h/n?user=a&password=***&ssl=true",
        "nightmail.db.url, jdbc:postgresql://a:x@h/n, jdbc:postgresql://***@h/n",
        "nightmail.relay.host, localhost, localhost",
    })
    void whatIsSecretIsMaskedAndNothingElse(String key, String value, String shown) {
        var setting = Catalogue.read().find(key).orElseThrow();

        assertThat(ConfigCommand.masked(setting, value)).isEqualTo(shown);
    }

    private static JsonNode row(String key) throws IOException {
        return StreamSupport.stream(Typed.of("config", "--json").json().spliterator(), false)
                .filter(row -> row.get("key").asText().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
