package dev.nightmail.common.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.testkit.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What came of a command line, on the database of the tests. */
record Typed(int code, String out, String err) {

    private static final String URL = "nightmail.db.url";

    static Typed of(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        System.setProperty(URL, TestDatabase.url());
        try {
            int code =
                    Launcher.commandLine()
                            .setOut(new PrintWriter(out))
                            .setErr(new PrintWriter(err))
                            .execute(words);
            return new Typed(code, out.toString(), err.toString());
        } finally {
            System.clearProperty(URL);
        }
    }

    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }
}
