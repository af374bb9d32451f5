package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people type to see and change settings. */
@Tag("J20")
@Tag("J21")
class SettingsCommandTest {

    private static final String KEY = "nightmail.jobs.rate.exports";

    @AfterEach
    void goBack() {
        Typed.of("settings", "unset", KEY, "--reason", "the test is over");
    }

    @Test
    void settingIsChangedShownAndUnset() throws Exception {
        var set = Typed.of("settings", "set", KEY, "7", "--reason", "a slow disk");
        assertThat(set.code()).isZero();
        assertThat(set.out().strip()).isEqualTo(KEY + " is 7");
        assertThat(shown(KEY)).isEqualTo(Map.of("value", "7", "source", "table", "live", "live"));

        assertThat(Typed.of("settings", "unset", KEY, "--reason", "a new disk").code()).isZero();
        assertThat(shown(KEY)).isEqualTo(Map.of("value", "", "source", "default", "live", "live"));

        var history = Typed.of("settings", "history", KEY, "--json").json();
        assertThat(history.get(0).get("reason").asText()).isEqualTo("a new disk");
        assertThat(history.get(0).get("from").asText()).isEqualTo("7");
        assertThat(history.get(0).get("to").isNull()).isTrue();
        assertThat(history.get(0).get("by").asText()).startsWith("cli:");
        assertThat(history.get(1).get("reason").asText()).isEqualTo("a slow disk");
    }

    @Test
    void whatNobodyHasSetHasItsDefault() throws Exception {
        assertThat(shown("nightmail.role"))
                .isEqualTo(Map.of("value", "both", "source", "default", "live", ""));
        assertThat(shown("nightmail.alerts.grace"))
                .isEqualTo(Map.of("value", "10m", "source", "default", "live", "live"));
    }

    @Test
    void whatIsNotAllowedIsRefusedWithWhatIs() {
        var bad = Typed.of("settings", "set", KEY, "0", "--reason", "x");
        assertThat(bad.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(bad.err())
                .startsWith("nightmail.jobs.rate.exports (NIGHTMAIL_JOBS_RATE_EXPORTS): '0'")
                .contains("whole number from 1");

        var still = Typed.of("settings", "set", "nightmail.db.url", "x", "--reason", "x");
        assertThat(still.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(still.err()).contains("NIGHTMAIL_DB_URL");

        var unknown = Typed.of("settings", "set", "nightmail.rolle", "x", "--reason", "x");
        assertThat(unknown.err()).startsWith("There is no setting nightmail.rolle");
        assertThat(Typed.of("settings", "set", KEY, "7").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void secretIsNotShownThoughItIsSet() throws Exception {
        System.setProperty("nightmail.relay.password", "swordfish");
        System.setProperty("nightmail.db.password", "swordfish");
        try {
            assertThat(Typed.of("settings", "list").out()).doesNotContain("swordfish");
            assertThat(shown("nightmail.db.password"))
                    .containsEntry("value", "")
                    .containsEntry("source", "environment");
        } finally {
            System.clearProperty("nightmail.relay.password");
            System.clearProperty("nightmail.db.password");
        }
    }

    @Test
    void wrongSettingsStopTheStartAllAtOnce() {
        System.setProperty("nightmail.jobs.poll", "often");
        System.setProperty("nightmail.rolle", "api");
        try {
            assertThat(SettingsCheck.faults()).hasSize(2);
            assertThat(Launcher.execute("schedule", "tick")).isEqualTo(ExitCode.WRONG_SETTING);
        } finally {
            System.clearProperty("nightmail.jobs.poll");
            System.clearProperty("nightmail.rolle");
        }
        assertThat(SettingsCheck.faults()).isEmpty();
    }

    private static Map<String, String> shown(String key) throws Exception {
        for (JsonNode line : Typed.of("settings", "list", "--json").json()) {
            if (line.get("key").asText().equals(key)) {
                return Map.of(
                        "value", line.get("value").asText(),
                        "source", line.get("source").asText(),
                        "live", line.get("live").asText());
            }
        }
        throw new AssertionError(key + " is not in the list");
    }
}
