package dev.nightmail.maintenance.product;

import dev.nightmail.common.ingest.Field;
import dev.nightmail.common.ingest.IngestType;
import jakarta.inject.Singleton;
import java.util.List;

/** Log-ins of users: known by an opaque id or a hash, never by the token. */
@Singleton
class Sessions implements IngestType {

    @Override
    public String name() {
        return "session";
    }

    @Override
    public String table() {
        return "core.session";
    }

    @Override
    public Field externalId() {
        return Field.opaqueId("externalId");
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.id("userId"),
                Field.hash("hash").optional(),
                Field.instant("createdAt"),
                Field.instant("lastSeenAt").optional(),
                Field.instant("expiresAt").optional());
    }
}
