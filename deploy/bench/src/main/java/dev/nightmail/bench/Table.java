package dev.nightmail.bench;

import java.util.ArrayList;
import java.util.List;

/** A table for the terminal and for Markdown alike. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        rows.add(List.of(heads));
    }

    public void add(String... cells) {
        rows.add(List.of(cells));
    }

    public void print() {
        System.out.println();
        for (int number = 0; number < rows.size(); number++) {
            System.out.println(line(rows.get(number)));
            if (number == 0) {
                System.out.println(line(rows.getFirst().stream().map(head -> "---").toList()));
            }
        }
    }

    private String line(List<String> cells) {
        var line = new StringBuilder("|");
        for (int column = 0; column < cells.size(); column++) {
            var cell = cells.get(column);
            line.append(' ')
                    .append(cell)
                    .append(" ".repeat(width(column) - cell.length()))
                    .append(" |");
        }
        return line.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
