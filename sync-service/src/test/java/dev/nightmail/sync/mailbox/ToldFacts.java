package dev.nightmail.sync.mailbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import java.util.List;

/**
 * The facts that wait to be told under one key, in order.
 *
 * @param after the last fact from before there was such a key: what other tests have told is not
 *     read
 */
record ToldFacts(Sql sql, String key, String after) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a key that is new. */
    static ToldFacts under(Sql sql, String key) {
        var after =
                sql.transaction(
                        Access.machinery(),
                        () ->
                                sql.query(
                                        "SELECT id::text FROM events.outbox ORDER BY id DESC LIMIT 1",
                                        row -> row.getString(1)));
        return new ToldFacts(sql, key, after.isEmpty() ? "0" : after.getFirst());
    }

    /** The data of those of a type, which is given without its prefix. */
    List<JsonNode> of(String type) {
        return sql
                .transaction(
                        Access.machinery(),
                        () ->
                                sql.query(
                                        "SELECT event::text FROM events.outbox WHERE id > ?::bigint AND key = ? ORDER BY id",
                                        row -> row.getString(1),
                                        after,
                                        key))
                .stream()
                .map(ToldFacts::read)
                .filter(fact -> fact.at("/type").asText().equals("dev.nightmail." + type))
                .map(fact -> fact.at("/data"))
                .toList();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
