package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people type to open the API, and to close it again. */
@Tag("P2")
class KeysCommandTest {

    private final String tenant = openTenant();

    @Test
    void keyIsMadeWithItsScopesListedWithoutItselfAndRevoked() throws Exception {
        var made =
                Typed.of(
                        "keys",
                        "create",
                        "--tenant",
                        tenant,
                        "--name",
                        "reader",
                        "--scope",
                        "jobs:read",
                        "--scope",
                        "mail:read",
                        "--days",
                        "7",
                        "--json");
        var id = made.json().get("id").asText();

        var listed = find(id);
        var revoked = Typed.of("keys", "revoke", id);

        assertThat(made.json().get("key").asText()).startsWith("nm_");
        assertThat(listed.get("scopes").asText()).isEqualTo("jobs:read mail:read");
        assertThat(listed.get("made_by").asText()).startsWith("cli:");
        assertThat(listed.get("expires").isNull()).isFalse();
        assertThat(listed.get("revoked").isNull()).isTrue();
        assertThat(listed.toString()).doesNotContain(made.json().get("key").asText());
        assertThat(revoked.code()).isZero();
        assertThat(find(id).get("revoked").isNull()).isFalse();
    }

    @Test
    void whatIsNotKnownIsRefusedByItsName() {
        var scope = Typed.of("keys", "create", "--tenant", tenant, "--name", "x", "--scope", "all");
        var owner =
                Typed.of(
                        "keys",
                        "create",
                        "--tenant",
                        UUID.randomUUID().toString(),
                        "--name",
                        "x",
                        "--scope",
                        "jobs:read");
        var key = Typed.of("keys", "revoke", UUID.randomUUID().toString());

        assertThat(scope.code()).isEqualTo(ExitCode.USAGE);
        assertThat(scope.err()).startsWith("Unknown scope: all").contains("jobs:read");
        assertThat(owner.code()).isEqualTo(ExitCode.USAGE);
        assertThat(owner.err()).startsWith("Unknown tenant: ");
        assertThat(key.code()).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    @Tag("J18")
    void whatPeopleDoToKeysIsInTheAudit() throws Exception {
        var made =
                Typed.of(
                        "keys",
                        "create",
                        "--tenant",
                        tenant,
                        "--name",
                        "reader",
                        "--scope",
                        "jobs:read",
                        "--json");
        Typed.of("keys", "revoke", made.json().get("id").asText());

        var entries = Typed.of("audit", "list", "--tenant", tenant, "--json");

        assertThat(entries.json().findValuesAsText("action"))
                .containsExactly("key.revoke", "key.create", "key.create");
        assertThat(entries.json().findValuesAsText("actor")).allMatch(a -> a.startsWith("cli:"));
        assertThat(entries.out()).doesNotContain("nm_");
    }

    private static String openTenant() {
        try {
            return Typed.of("tenant", "add", "tenant " + UUID.randomUUID(), "--json")
                    .json()
                    .get("tenantId")
                    .asText();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode find(String id) throws IOException {
        for (var key : Typed.of("keys", "list", "--tenant", tenant, "--json").json()) {
            if (key.get("id").asText().equals(id)) {
                return key;
            }
        }
        throw new AssertionError("No key " + id);
    }
}
