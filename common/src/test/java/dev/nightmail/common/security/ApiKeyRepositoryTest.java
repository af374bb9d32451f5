package dev.nightmail.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which keys open the API. */
@Tag("P2")
class ApiKeyRepositoryTest {

    private final Sql sql = TestDatabase.sql();
    private final ApiKeyRepository stored = new ApiKeyRepository(sql);
    private final Keys keys = Keys.over(sql, new Ids(InstantSource.system()));
    private final Keys.Made made =
            asMachinery(() -> keys.open("tenant " + UUID.randomUUID(), "test"));

    @Test
    void keySaysWhoseItIsAndWhatItMay() {
        var wish = new Keys.Wish("reader", new Scopes(Set.of("jobs:read")), Optional.empty());
        var limited = asMachinery(() -> keys.make(made.tenant(), wish, "test"));

        assertThat(stored.findValid(made.key()))
                .contains(new Identity(made.tenant(), "key:" + made.id(), Scopes.all()));
        assertThat(stored.findValid(limited.key()).orElseThrow().scopes()).isEqualTo(wish.scopes());
        assertThat(stored.findValid(made.key() + "x")).isEmpty();
    }

    @Test
    void revokedKeyOpensNothingFromThenOn() {
        assertThat(asMachinery(() -> keys.revoke(made.id(), "test"))).isTrue();

        assertThat(stored.findValid(made.key())).isEmpty();
        assertThat(asMachinery(() -> keys.revoke(made.id(), "test"))).isTrue();
        assertThat(asMachinery(() -> keys.revoke(UUID.randomUUID(), "test"))).isFalse();
    }

    @Test
    void keyOpensNothingAfterItsExpiry() {
        expireIn("1 hour");
        assertThat(stored.findValid(made.key())).isPresent();

        expireIn("0 hours");
        assertThat(stored.findValid(made.key())).isEmpty();
    }

    @Test
    void useIsWrittenOnceAMinute() {
        assertThat(lastUse()).isEmpty();
        stored.findValid(made.key());
        var first = lastUse();
        assertThat(first).isPresent();

        stored.findValid(made.key());
        assertThat(lastUse()).isEqualTo(first);

        TestDatabase.asOwner(
                "UPDATE core.api_key SET last_used_at = jobs.clock() - interval '61 s' WHERE id = '%s'"
                        .formatted(made.id()));
        var old = lastUse();
        stored.findValid(made.key());
        assertThat(lastUse()).isNotEqualTo(old);
    }

    @Test
    void callerSeesKeysOfItsTenantAndOfNoneTheHash() {
        var mine = Access.request(made.tenant());
        var theirs = Access.request(UUID.randomUUID());

        assertThat(sql.transaction(mine, () -> stored.find(made.id()))).isPresent();
        assertThat(sql.transaction(theirs, () -> stored.find(made.id()))).isEmpty();
        assertThat(sql.transaction(theirs, () -> keys.revoke(made.id(), "test"))).isFalse();
        assertThat(stored.findValid(made.key())).isPresent();
        assertThatThrownBy(() ->
                        sql.transact(
                                mine, () -> sql.query("SELECT hash FROM core.api_key", row -> 1)))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("42501");
    }

    private Optional<Instant> lastUse() {
        return asMachinery(() -> stored.find(made.id())).orElseThrow().times().lastUsedAt();
    }

    private void expireIn(String time) {
        TestDatabase.asOwner(
                "UPDATE core.api_key SET expires_at = jobs.clock() + interval '%s' WHERE id = '%s'"
                        .formatted(time, made.id()));
    }

    private <T> T asMachinery(Sql.Work<T, RuntimeException> work) {
        return sql.transaction(Access.machinery(), work);
    }
}
