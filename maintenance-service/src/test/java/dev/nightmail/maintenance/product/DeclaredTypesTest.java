package dev.nightmail.maintenance.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.ingest.Field;
import dev.nightmail.common.ingest.IngestType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the settings and the pages say of the types. */
@Tag("P5")
class DeclaredTypesTest {

    private static final Path ROOT = Path.of(System.getProperty("repository.root", ".."));
    private static final List<IngestType> TYPES =
            List.of(new Users(), new Plans(), new Sessions(), new MagicLinks());

    @Test
    void topicOfEachTypeIsConsumed() throws IOException {
        var settings = new Properties();
        try (var in =
                Files.newBufferedReader(
                        ROOT.resolve(
                                "maintenance-service/src/main/resources/application.properties"))) {
            settings.load(in);
        }

        assertThat(settings.getProperty("mp.messaging.incoming.product-facts.topics"))
                .isEqualTo(String.join(",", TYPES.stream().map(IngestType::topic).toList()));
    }

    @Test
    void eachTypeIsOnThePageWithItsTableAndItsFields() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/ingest.md"));

        for (var type : TYPES) {
            assertThat(page).contains("`" + type.name() + "`", type.table(), type.topic());
            for (var field : type.fields()) {
                assertThat(line(page, field, type.name()))
                        .as("%s of %s", field.name(), type.name())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    @Tag("A4")
    void eachTopicIsDescribedForMachinesWithItsDeadLetters() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/asyncapi.yaml"));

        for (var type : TYPES) {
            assertThat(page)
                    .contains(
                            "address: " + type.topic() + "\n",
                            "address: " + type.topic() + ".dead\n",
                            "const: " + type.eventType() + "\n");
        }
    }

    /** In how many rows it stands as a field of this type that is, or is not, optional. */
    private static long line(String page, Field field, String type) {
        return page.lines()
                .filter(row -> row.startsWith("|"))
                .map(row -> row.substring(1).replace("\\|", ""))
                .map(row -> List.of(row.split("\\|", -1)))
                .filter(cells -> cells.getFirst().contains("`" + field.name() + "`"))
                .map(cells -> cells.get(1))
                .filter(owners -> List.of(owners.strip().split(", ", -1)).contains(type))
                .filter(owners -> owners.contains("optional") != field.isRequired())
                .count();
    }
}
