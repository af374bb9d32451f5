package dev.nightmail.common.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Rows for a terminal, or as JSON for a script. */
record Table(List<String> columns, List<List<String>> rows) {

    void print(PrintWriter out, boolean isJson) {
        if (isJson) {
            out.println(json());
        } else if (rows.isEmpty()) {
            out.println("(none)");
        } else {
            out.println(line(columns.stream().map(c -> c.toUpperCase(Locale.ROOT)).toList()));
            rows.forEach(row -> out.println(line(row)));
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
            widest = Math.max(widest, row.get(column).length());
        }
        return widest;
    }

    private String json() {
        var objects =
                rows.stream()
                        .map(row -> {
                            var object = new LinkedHashMap<String, String>();
                            for (int i = 0; i < columns.size(); i++) {
                                object.put(columns.get(i), row.get(i));
                            }
                            return object;
                        })
                        .toList();
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(objects);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are always JSON", e);
        }
    }
}
