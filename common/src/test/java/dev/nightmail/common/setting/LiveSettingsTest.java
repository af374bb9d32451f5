package dev.nightmail.common.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.setting.SettingRepository.Wish;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.testkit.TestDatabase;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators change while services run. */
@Tag("J20")
class LiveSettingsTest {

    private static final String BREWING = "nightmail.tea%d.brewing";

    /** Of this test alone, in a table that all tests share. */
    private final int number = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);

    private final String cups = "nightmail.tea.cups";
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final Sql sql = Sql.over(this::connect);
    private final SettingRepository stored = new SettingRepository(sql);

    /** Nobody's but this test's. */
    @ConfigMapping(prefix = "nightmail.tea")
    interface TeaConfig {

        @WithDefault("4")
        int cups();

        @WithDefault("3m")
        Duration brewing();
    }

    private final Catalogue catalogue =
            new Catalogue(
                    Stream.of(
                            setting(cups, "whole number from 1 to 12", Setting.Mark.LIVE),
                            setting(
                                    "nightmail.tea.brewing",
                                    "duration from 1m",
                                    Setting.Mark.PLAIN)));

    @Test
    void tableStandsOverTheEnvironmentUntilTheSettingIsUnset() {
        var process = process(Map.of(cups, "6"));
        var tea = process.of(TeaConfig.class);
        assertThat(tea.now().cups()).isEqualTo(6);

        change(Optional.of("9"));
        process.refresh();
        assertThat(tea.now().cups()).isEqualTo(9);
        assertThat(tea.now().brewing()).isEqualTo(Duration.ofMinutes(3));

        change(Optional.empty());
        process.refresh();
        assertThat(tea.now().cups()).isEqualTo(6);
    }

    @Test
    void sameObjectIsInForceUntilSomethingChanges() {
        change(Optional.of("5"));
        var process = process(Map.of());
        process.refresh();
        var before = process.of(TeaConfig.class).now();

        process.refresh();
        assertThat(process.of(TeaConfig.class).now()).isSameAs(before);
        change(Optional.of("7"));
        process.refresh();
        assertThat(process.of(TeaConfig.class).now()).isNotSameAs(before);
    }

    @Test
    void whatWasReadLastHoldsWhileTheDatabaseIsAway() {
        var process = process(Map.of());
        change(Optional.of("8"));
        process.refresh();

        isAway.set(true);
        assertThatThrownBy(process::refresh).isInstanceOf(SqlException.class);
        assertThat(process.of(TeaConfig.class).now().cups()).isEqualTo(8);

        isAway.set(false);
        change(Optional.of("10"));
        process.refresh();
        assertThat(process.of(TeaConfig.class).now().cups()).isEqualTo(10);
    }

    @Test
    void rowThatIsNotAllowedIsPassedOver() {
        var process = process(Map.of(cups, "6"));

        change(Optional.of("13"));
        change("nightmail.tea.brewing", Optional.of("9m"));
        change(BREWING.formatted(number), Optional.of("1m"));
        process.refresh();

        assertThat(process.of(TeaConfig.class).now().cups()).isEqualTo(6);
        assertThat(process.of(TeaConfig.class).now().brewing()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void ofTwoWhoHaveSeenTheSameOnlyOneChangesIt() {
        var key = BREWING.formatted(number);
        var wish = new Wish(key, Optional.of("1"), "ada", "tea");

        assertThat(add(wish, 0)).isTrue();
        assertThat(add(wish, 0)).isFalse();
        assertThat(add(wish, 2)).isFalse();
        assertThat(add(wish, 1)).isTrue();
    }

    @Test
    void everyChangeIsKeptWithWhoAndWhy() {
        var key = BREWING.formatted(number);
        add(new Wish(key, Optional.of("1"), "ada", "too weak"), 0);
        add(new Wish(key, Optional.empty(), "bob", "too strong"), 1);

        var history = sql.transaction(Access.machinery(), () -> stored.listHistory(key));

        assertThat(history).extracting(SettingRepository.Change::version).containsExactly(2, 1);
        assertThat(history)
                .extracting(change -> change.wish().actor() + ": " + change.wish().reason())
                .containsExactly("bob: too strong", "ada: too weak");
        assertThatThrownBy(() ->
                        sql.transaction(
                                Access.machinery(),
                                () -> sql.update("DELETE FROM core.setting WHERE key = ?", key)))
                .isInstanceOf(SqlException.class);
    }

    private LiveSettings process(Map<String, String> given) {
        var config =
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(given, "test", 100))
                        .build();
        return new LiveSettings(sql, stored, catalogue, config);
    }

    private void change(Optional<String> value) {
        change(cups, value);
    }

    private void change(String key, Optional<String> value) {
        sql.transact(
                Access.machinery(),
                () ->
                        assertThat(
                                        stored.add(
                                                new Wish(key, value, "test", "because"),
                                                stored.findVersion(key)))
                                .isTrue());
    }

    private boolean add(Wish wish, int after) {
        return sql.transaction(Access.machinery(), () -> stored.add(wish, after));
    }

    private Connection connect() throws SQLException {
        if (isAway.get()) {
            throw new SQLException("away", "08006");
        }
        return TestDatabase.connect("settings-" + UUID.randomUUID());
    }

    private static Setting setting(String key, String form, Setting.Mark mark) {
        return new Setting(key, "", Form.of(form), "", mark, "Tea.");
    }
}
