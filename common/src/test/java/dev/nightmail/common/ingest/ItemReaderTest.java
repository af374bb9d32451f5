package dev.nightmail.common.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.ingest.Reading.Item;
import dev.nightmail.common.ingest.Reading.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("P5")
class ItemReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHOLE =
            "'externalId':'p1','version':7,'cycleStart':'2026-01-31','cycleLength':'P1M','zone':'Europe/Berlin'";

    private final ItemReader reader = new ItemReader(new TestPlans());

    @Test
    void itemIsReadFieldByField() throws Exception {
        var item = (Item) read(WHOLE + ",'allowanceBytes':9007199254740991,'name':null");

        assertThat(item.externalId()).isEqualTo("p1");
        assertThat(item.version()).isEqualTo(7);
        assertThat(item.values())
                .containsExactly(
                        Optional.empty(),
                        Optional.of("9007199254740991"),
                        Optional.empty(),
                        Optional.of("2026-01-31"),
                        Optional.of("P1M"),
                        Optional.of("Europe/Berlin"));
    }

    @Test
    void deletedItemHasNothingButIdAndVersion() throws Exception {
        var item = (Item) read("'externalId':'p1','version':8,'deleted':true");

        assertThat(item.deleted()).isTrue();
        assertThat(item.values()).hasSize(6).allMatch(Optional::isEmpty);
        assertThat(read(WHOLE + ",'deleted':true"))
                .isEqualTo(new Refusal("cycleStart", "must not be there when deleted is true"));
    }

    /** The later value of a repeated name counts, so each line spoils one field of a good item. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "externalId; ''",
                "externalId; 7",
                "externalId; null",
                "externalId; 'a/b'",
                "externalId; 'a b'",
                "version; -1",
                "version; 1.0",
                "version; 1e3",
                "version; '7'",
                "version; null",
                "version; 9007199254740992",
                "version; 99999999999999999999",
                "deleted; 'true'",
                "deleted; 1",
                "name; ''",
                "name; '  '",
                "name; 7",
                "name; 'a\\u0000b'",
                "name; 'a\\nb'",
                "name; 'a\\ud800b'",
                "name; ['a']",
                "allowanceBytes; -1",
                "allowanceBytes; 0.5",
                "allowanceBytes; true",
                "cycleStart; '2026-02-30'",
                "cycleStart; '1999-12-31'",
                "cycleStart; '2100-01-01'",
                "cycleStart; '+999999999-01-01'",
                "cycleStart; '2026-01-01T00:00:00Z'",
                "cycleStart; null",
                "cycleLength; 'P1M1D'",
                "cycleLength; 'P0D'",
                "cycleLength; 'PT1H'",
                "zone; 'Mars/Base'",
                "zone; '+01:00'",
                "zone; 'Etc/GMT-1'",
                "zone; 'CET'",
                "color; 'red'",
            })
    void fieldThatIsWrongIsNamedAndItsValueIsNot(String field, String value) throws Exception {
        var refusal = (Refusal) read(WHOLE + ",'" + field + "':" + value);

        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.message()).isNotBlank().doesNotContain("Mars", "red");
    }

    @Test
    void nameOfAnUnknownFieldThatMayHoldAnythingIsNotRepeated() throws Exception {
        for (var name : new String[] {"ann@example.org", "\\ud800", "x".repeat(61), ""}) {
            var refusal = (Refusal) read(WHOLE + ",'" + name + "':1");

            assertThat(refusal.field()).as(name).isEmpty();
        }
    }

    @Test
    void whatIsNoObjectIsNoItem() throws Exception {
        for (var text : new String[] {"null", "7", "[]", "'a'", "true"}) {
            assertThat(reader.read(JSON.readTree(text.replace('\'', '"'))))
                    .isEqualTo(new Refusal("", "must be an object"));
        }
    }

    private Reading read(String members) throws JsonProcessingException {
        return reader.read(JSON.readTree("{" + members.replace('\'', '"') + "}"));
    }
}
