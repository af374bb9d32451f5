package dev.nightmail.maintenance.product;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Items in JSON, as the product sends them. */
final class Batch {

    static final String HASH = "0123456789abcdef".repeat(4);

    private Batch() {}

    static String of(List<String> items) {
        return items.stream().collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    static String of(String... items) {
        return of(List.of(items));
    }

    static String users(int count) {
        return of(
                IntStream.range(0, count)
                        .mapToObj(i -> user("user-" + i, 1, "user" + i + "@example.org"))
                        .toList());
    }

    static String user(String id, long version, String address) {
        return "{\"externalId\":\"%s\",\"version\":%d,\"address\":\"%s\"}"
                .formatted(id, version, address);
    }

    static String tombstone(String id, long version) {
        return "{\"externalId\":\"%s\",\"version\":%d,\"deleted\":true}".formatted(id, version);
    }
}
