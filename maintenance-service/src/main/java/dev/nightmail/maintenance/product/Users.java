package dev.nightmail.maintenance.product;

import dev.nightmail.common.ingest.Field;
import dev.nightmail.common.ingest.IngestType;
import jakarta.inject.Singleton;
import java.util.List;

/** People who use the product. */
@Singleton
class Users implements IngestType {

    private static final int LONGEST_NAME = 200;

    @Override
    public String name() {
        return "user";
    }

    @Override
    public String table() {
        return "core.product_user";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.address("address"),
                Field.text("name", LONGEST_NAME).optional(),
                Field.id("planId").optional());
    }
}
