package dev.nightmail.common.security;

import dev.nightmail.common.audit.Audit;
import dev.nightmail.common.audit.AuditEntry;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.security.ApiKeyRepository.NewKey;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Makes and revokes keys, in the caller's transaction, and keeps who did. */
@ApplicationScoped
public class Keys {

    private final ApiKeyRepository keys;
    private final Audit audit;
    private final Ids ids;

    Keys(ApiKeyRepository keys, Audit audit, Ids ids) {
        this.keys = keys;
        this.audit = audit;
        this.ids = ids;
    }

    /** For a command, which has no service around it. */
    public static Keys over(Sql sql, Ids ids) {
        return new Keys(new ApiKeyRepository(sql), new Audit(sql, ids), ids);
    }

    /** A key as it is wanted. */
    public record Wish(String name, Scopes scopes, Optional<Instant> expiresAt) {}

    /** A key, the only time that it is seen. */
    public record Made(UUID id, UUID tenant, String key) {}

    /** Adds a tenant with a key that may do all; for a name that exists, a further such key. */
    public Made open(String tenantName, String actor) {
        var tenant = keys.openTenant(ids.next(), tenantName);
        var wish = new Wish("made by the command line", Scopes.all(), Optional.empty());
        return make(tenant, wish, actor);
    }

    public Made make(UUID tenant, Wish wish, String actor) {
        var id = ids.next();
        var key =
                keys.insert(
                        tenant,
                        new NewKey(id, wish.name(), wish.scopes(), actor, wish.expiresAt()));
        audit.write(
                AuditEntry.critical(tenant, "key.create", "key:" + id, actor)
                        .with("name", wish.name())
                        .with("scopes", wish.scopes().sorted())
                        .with(
                                "expiresAt",
                                wish.expiresAt().map(Instant::toString).orElse("never")));
        return new Made(id, tenant, key);
    }

    /** False when there is no such key. One that was revoked before stays so. */
    public boolean revoke(UUID id, String actor) {
        var key = keys.find(id);
        if (key.isPresent() && keys.revoke(id)) {
            audit.write(
                    AuditEntry.critical(key.get().tenant(), "key.revoke", "key:" + id, actor)
                            .with("name", key.get().name()));
        }
        return key.isPresent();
    }
}
