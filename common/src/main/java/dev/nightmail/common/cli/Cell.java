package dev.nightmail.common.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** A value of the database as commands show it: times are in UTC, to the second (ISO 8601). */
final class Cell {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Cell() {}

    static JsonNode of(ResultSet row, int column) throws SQLException {
        var text = row.getString(column);
        if (text == null) {
            return NODES.nullNode();
        }
        return switch (row.getMetaData().getColumnTypeName(column)) {
            case "int2", "int4", "int8" -> NODES.numberNode(row.getLong(column));
            case "numeric" -> NODES.numberNode(new BigDecimal(text));
            case "jsonb" -> parse(text);
            case "timestamptz" -> NODES.textNode(time(row.getObject(column, OffsetDateTime.class)));
            default -> NODES.textNode(text);
        };
    }

    /** In a table. */
    static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String time(OffsetDateTime time) {
        return time.toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What PostgreSQL stores as JSON is JSON", e);
        }
    }
}
