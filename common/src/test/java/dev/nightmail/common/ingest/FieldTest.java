package dev.nightmail.common.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bounds of fields, in pairs. */
@Tag("P5")
class FieldTest {

    private static final String TOKEN =
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLXRva2Vu";

    @Test
    void lengthsAreBounded() {
        assertThat(isTaken(Field.text("name", 5), "x".repeat(5))).isTrue();
        assertThat(isTaken(Field.text("name", 5), "x".repeat(6))).isFalse();
        assertThat(isTaken(Field.id("id"), "x".repeat(200))).isTrue();
        assertThat(isTaken(Field.id("id"), "x".repeat(201))).isFalse();
        assertThat(isTaken(Field.address("to"), "a@" + "x".repeat(255))).isTrue();
        assertThat(isTaken(Field.address("to"), "a@" + "x".repeat(256))).isFalse();
    }

    @Test
    void numbersAreThoseThatEveryLanguageReads() {
        var number = Field.number("count").text();

        assertThat(number.apply(LongNode.valueOf(0))).contains("0");
        assertThat(number.apply(LongNode.valueOf(-1))).isEmpty();
        assertThat(number.apply(LongNode.valueOf(1L << 53))).isEmpty();
        assertThat(number.apply(LongNode.valueOf((1L << 53) - 1))).contains("9007199254740991");
    }

    @Test
    void timesAreBoundedAndKeptToTheMicrosecondInUtc() {
        var time = Field.instant("at").text();

        assertThat(time.apply(TextNode.valueOf("2026-11-22T09:00:00.123456789+01:00")))
                .contains("2026-11-22T08:00:00.123456Z");
        assertThat(isTaken(Field.instant("at"), "2000-01-01T00:00:00Z")).isTrue();
        assertThat(isTaken(Field.instant("at"), "1999-12-31T23:59:59Z")).isFalse();
        assertThat(isTaken(Field.instant("at"), "2099-12-31T23:59:59Z")).isTrue();
        assertThat(isTaken(Field.instant("at"), "2100-01-01T00:00:00Z")).isFalse();
        assertThat(isTaken(Field.instant("at"), "2026-11-22")).isFalse();
        assertThat(isTaken(Field.instant("at"), "2026-11-22T24:00:01Z")).isFalse();
    }

    @Test
    void tokenIsNeitherAnOpaqueIdNorAHash() {
        assertThat(isTaken(Field.opaqueId("id"), "x".repeat(64))).isTrue();
        assertThat(isTaken(Field.opaqueId("id"), "x".repeat(65))).isFalse();
        assertThat(isTaken(Field.opaqueId("id"), TOKEN)).isFalse();
        assertThat(isTaken(Field.opaqueId("id"), "https://example.org/login")).isFalse();
        assertThat(isTaken(Field.hash("hash"), "0a".repeat(32))).isTrue();
        assertThat(isTaken(Field.hash("hash"), "0a".repeat(31))).isFalse();
        assertThat(isTaken(Field.hash("hash"), "0a".repeat(33))).isFalse();
        assertThat(isTaken(Field.hash("hash"), "0g".repeat(32))).isFalse();
    }

    @Test
    void columnHasTheNameInSnakeCase() {
        assertThat(Field.instant("lastSeenAt").column()).isEqualTo("last_seen_at");
        assertThat(Field.zone("zone").column()).isEqualTo("zone");
    }

    private static boolean isTaken(Field field, String value) {
        return field.text().apply(TextNode.valueOf(value)).isPresent();
    }
}
