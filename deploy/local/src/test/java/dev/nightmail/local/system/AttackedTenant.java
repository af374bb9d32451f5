package dev.nightmail.local.system;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.UUID;

/** A tenant whose keys the attacker has, or once had; they are put where the product keeps them. */
record AttackedTenant(Database database, Secrets secrets, UUID id) {

    static AttackedTenant open(Database database, Secrets secrets) {
        var id = UUID.randomUUID();
        database.change("insert into core.tenant (id, name) values (?, ?)", id, "attacked " + id);
        return new AttackedTenant(database, secrets, id);
    }

    /** A fresh one that may do this. */
    String key(String scope) {
        var key =
                secrets.note("nm_" + (UUID.randomUUID() + "" + UUID.randomUUID()).substring(0, 43));
        database.change(
                """
                insert into core.api_key (id, tenant_id, name, hash, scopes, made_by)
                values (?, ?, 'attack', ?, array[?], 'test')
                """,
                UUID.randomUUID(),
                id,
                hash(key),
                scope);
        return key;
    }

    String expired() {
        return spoiled("expires_at = now() - interval '1 second'");
    }

    String revoked() {
        return spoiled("revoked_at = now()");
    }

    private String spoiled(String change) {
        var key = key("*");
        database.change("update core.api_key set " + change + " where hash = ?", hash(key));
        return key;
    }

    long keys() {
        return database.number("select count(*) from core.api_key where tenant_id = ?", id);
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
