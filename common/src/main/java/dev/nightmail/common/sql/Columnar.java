package dev.nightmail.common.sql;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns rows into the text arrays of columns that {@code unnest} takes. */
public record Columnar<R>(List<R> rows) {

    public String[] texts(Function<R, Object> column) {
        return rows.stream().map(row -> column.apply(row).toString()).toArray(String[]::new);
    }

    /** NULL where the value is absent. */
    public @Nullable String[] found(Function<R, Optional<?>> column) {
        var values = new @Nullable String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i)).map(Object::toString).orElse(null);
        }
        return values;
    }
}
