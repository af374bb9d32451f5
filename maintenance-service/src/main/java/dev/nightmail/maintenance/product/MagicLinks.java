package dev.nightmail.maintenance.product;

import dev.nightmail.common.ingest.Field;
import dev.nightmail.common.ingest.IngestType;
import jakarta.inject.Singleton;
import java.util.List;

/** Links that log a user in once: known by an opaque id or a hash, never by the link. */
@Singleton
class MagicLinks implements IngestType {

    @Override
    public String name() {
        return "magic-link";
    }

    @Override
    public String table() {
        return "core.magic_link";
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
                Field.instant("expiresAt"),
                Field.instant("usedAt").optional());
    }
}
