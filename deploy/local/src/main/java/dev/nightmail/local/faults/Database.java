package dev.nightmail.local.faults;

import dev.nightmail.local.Refusal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The database as its superuser sees it. */
record Database(int port) {

    /** The columns of each row, as text; empty text for null. */
    List<List<String>> rows(String query, Object... values) {
        try (Connection connection = connect();
                PreparedStatement statement = prepared(connection, query, values);
                var result = statement.executeQuery()) {
            var rows = new ArrayList<List<String>>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= columns; i++) {
                    var value = result.getString(i);
                    row.add(value == null ? "" : value);
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new Refusal(query + ": " + e.getMessage(), e);
        }
    }

    long number(String query, Object... values) {
        return Long.parseLong(rows(query, values).getFirst().getFirst());
    }

    /** Changes rows; how many. */
    int change(String command, Object... values) {
        try (Connection connection = connect();
                PreparedStatement statement = prepared(connection, command, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new Refusal(command + ": " + e.getMessage(), e);
        }
    }

    private Connection connect() throws SQLException {
        var server = "jdbc:postgresql://127.0.0.1:" + port;
        return DriverManager.getConnection(
                server + "/nightmail?connectTimeout=5&socketTimeout=30", "postgres", "");
    }

    private static PreparedStatement prepared(Connection connection, String text, Object... values)
            throws SQLException {
        var statement = connection.prepareStatement(text);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
