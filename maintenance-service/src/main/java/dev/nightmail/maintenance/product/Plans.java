package dev.nightmail.maintenance.product;

import dev.nightmail.common.ingest.Field;
import dev.nightmail.common.ingest.IngestType;
import jakarta.inject.Singleton;
import java.util.List;

/** What users may use in one billing cycle; without an allowance there is no limit. */
@Singleton
class Plans implements IngestType {

    private static final int LONGEST_NAME = 200;

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String table() {
        return "core.plan";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.text("name", LONGEST_NAME).optional(),
                Field.number("allowanceBytes").optional(),
                Field.number("allowanceMessages").optional(),
                Field.date("cycleStart"),
                Field.period("cycleLength"),
                Field.zone("zone"));
    }
}
