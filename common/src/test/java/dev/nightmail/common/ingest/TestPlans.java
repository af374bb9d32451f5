package dev.nightmail.common.ingest;

import java.util.List;

/** Plans, as the service that owns them has them. */
final class TestPlans implements IngestType {

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
                Field.text("name", 200).optional(),
                Field.number("allowanceBytes").optional(),
                Field.number("allowanceMessages").optional(),
                Field.date("cycleStart"),
                Field.period("cycleLength"),
                Field.zone("zone"));
    }
}
