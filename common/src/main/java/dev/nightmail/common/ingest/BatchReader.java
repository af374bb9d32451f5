package dev.nightmail.common.ingest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.problem.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of a request into the items in it, each as it is. */
@Singleton
class BatchReader {

    static final int MOST_ITEMS = 1_000;
    static final int MOST_BYTES = 2 * 1024 * 1024;

    private static final String ITEMS = "items";

    private final ObjectMapper json;

    BatchReader(ObjectMapper json) {
        this.json =
                json.copy()
                        .enable(
                                DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                                DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * @throws Problem when it is too long, or no list of items
     */
    List<JsonNode> items(InputStream body) throws IOException {
        var bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            // Read to its end, so that the caller gets to read the answer.
            body.transferTo(OutputStream.nullOutputStream());
            throw new Problem(
                    Status.REQUEST_ENTITY_TOO_LARGE,
                    "request-entity-too-large",
                    "A batch has %,d bytes at most.".formatted(MOST_BYTES));
        }
        var batch = json.readTree(bytes);
        var items = batch.path(ITEMS);
        if (batch.size() != 1 || !items.isArray() || items.isEmpty() || items.size() > MOST_ITEMS) {
            throw Problem.invalid(
                    "A batch is {\"items\": [...]} with 1 to %,d items.".formatted(MOST_ITEMS));
        }
        var list = new ArrayList<JsonNode>(items.size());
        items.forEach(list::add);
        return list;
    }
}
