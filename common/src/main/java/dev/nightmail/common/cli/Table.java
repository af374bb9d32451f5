package dev.nightmail.common.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Rows for a terminal, or as JSON for a script. */
record Table(List<String> columns, List<List<JsonNode>> rows) {

    void print(PrintWriter out, boolean isJson) {
        if (isJson) {
            out.println(json().toPrettyString());
        } else if (rows.isEmpty()) {
            out.println("(none)");
        } else {
            out.println(line(columns.stream().map(c -> c.toUpperCase(Locale.ROOT)).toList()));
            rows.forEach(row -> out.println(line(row.stream().map(Cell::text).toList())));
        }
        out.flush();
    }

    private String line(List<String> cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(cells.get(i)).repeat(" ", width(i) - cells.get(i).length() + 2);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int widest = columns.get(column).length();
        for (var row : rows) {
            widest = Math.max(widest, Cell.text(row.get(column)).length());
        }
        return widest;
    }

    private ArrayNode json() {
        var objects = JsonNodeFactory.instance.arrayNode();
        for (var row : rows) {
            var object = objects.addObject();
            for (int i = 0; i < columns.size(); i++) {
                object.set(columns.get(i), row.get(i));
            }
        }
        return objects;
    }
}
