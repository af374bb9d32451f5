package dev.nightmail.common.migration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.testkit.TestDatabase;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("A3")
class MigrationsTest {

    private static final String OURS = "classpath:db/migration";

    @TempDir Path folder;

    @Test
    void databaseOfAnotherBuildIsNotTakenForOneThatIsAway() throws IOException {
        TestDatabase.sql();
        Files.writeString(folder.resolve("V0001__create_roles.sql"), "SELECT 1;");

        assertThatThrownBy(migrations(TestDatabase.url())::run)
                .isInstanceOf(ForeignSchemaException.class);
    }

    @Test
    @Tag("J21")
    void commandThatIsNewerThanTheSchemaDoesNothingBeforeTheServiceHasMigrated()
            throws IOException {
        TestDatabase.sql();
        Files.writeString(folder.resolve("V9999__come_later.sql"), "SELECT 1;");

        migrations(TestDatabase.url(), OURS).check();
        assertThatThrownBy(migrations(TestDatabase.url(), OURS, "filesystem:" + folder)::check)
                .isInstanceOf(ForeignSchemaException.class)
                .hasMessageContaining("start the service once");
    }

    @Test
    void databaseThatIsAwayIsNotTakenForOneOfAnotherBuild() {
        assertThatThrownBy(migrations("jdbc:postgresql://127.0.0.1:1/nightmail")::run)
                .isInstanceOf(FlywayException.class);
    }

    private Migrations migrations(String url) {
        return migrations(url, "filesystem:" + folder);
    }

    private static Migrations migrations(String url, String... locations) {
        var flyway =
                Flyway.configure()
                        .dataSource(url, "nightmail_owner", "none")
                        .table("nightmail_schema_history")
                        .locations(locations)
                        .load();
        var config =
                new SmallRyeConfigBuilder()
                        .withMapping(DatabaseConfig.class)
                        .build()
                        .getConfigMapping(DatabaseConfig.class);
        return new Migrations(flyway, config, new SchemaGate());
    }
}
