package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.nightmail.common.job.JobKind;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J21")
class TypedArgumentsTest {

    private static final String ID = "0199f3a0-0000-7000-8000-000000000001";

    private final JobKind<Page> paging = JobKind.of("test.turn-pages", Page.class, "test");
    private final JobKind<Nothing> sweeping = JobKind.of("test.sweep-up", Nothing.class, "test");
    private final TypedArguments arguments =
            new TypedArguments(new ObjectMapper().registerModule(new Jdk8Module()));

    record Page(UUID accountId, int number, Optional<String> note) {}

    record Nothing() {}

    @Test
    void argumentsHaveTheTypesOfTheirKind() {
        var page = new Page(UUID.fromString(ID), 7, Optional.empty());

        assertThat(arguments.find(paging, Map.of("accountId", ID, "number", "7"))).contains(page);
        assertThat(arguments.find(sweeping, Map.of())).contains(new Nothing());
    }

    @Test
    void missingUnknownAndWrongArgumentsAreNone() {
        assertThat(arguments.find(paging, Map.of())).isEmpty();
        assertThat(arguments.find(paging, Map.of("accountId", ID))).isEmpty();
        assertThat(arguments.find(paging, Map.of("number", "7"))).isEmpty();
        assertThat(arguments.find(paging, Map.of("accountId", "", "number", "7"))).isEmpty();
        assertThat(arguments.find(paging, Map.of("accountId", ID, "number", "x"))).isEmpty();
        assertThat(arguments.find(paging, Map.of("accountId", ID, "number", "7", "no", "x")))
                .isEmpty();
        assertThat(arguments.find(sweeping, Map.of("accountId", ID))).isEmpty();
    }

    @Test
    void usageNamesEachArgumentWithItsType() {
        assertThat(TypedArguments.usage(paging))
                .isEqualTo(
                        "test.turn-pages needs --arg accountId=UUID --arg number=INT [--arg note=STRING]");
        assertThat(TypedArguments.usage(sweeping)).isEqualTo("test.sweep-up takes no --arg");
    }
}
