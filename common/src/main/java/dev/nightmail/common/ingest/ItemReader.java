package dev.nightmail.common.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.common.ingest.Reading.Item;
import dev.nightmail.common.ingest.Reading.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads items of one type, and says of the first thing that is wrong with one what it is. */
final class ItemReader {

    private static final String DELETED = "deleted";
    private static final Field VERSION = Field.number("version");

    /** Others may hold anything, an address too, and are not repeated. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    private final IngestType type;
    private final Set<String> known;

    ItemReader(IngestType type) {
        this.type = type;
        this.known = new HashSet<>(Set.of(type.externalId().name(), VERSION.name(), DELETED));
        type.fields().forEach(field -> known.add(field.name()));
    }

    Reading read(JsonNode given) {
        if (!given.isObject()) {
            return new Refusal("", "must be an object");
        }
        for (var name : (Iterable<String>) given::fieldNames) {
            if (!known.contains(name)) {
                return NAME.matcher(name).matches()
                        ? new Refusal(name, "is not known here")
                        : new Refusal("", "has a field that is not known here");
            }
        }
        var id = type.externalId().text().apply(given.path(type.externalId().name()));
        if (id.isEmpty()) {
            return refusal(type.externalId());
        }
        var version = VERSION.text().apply(given.path(VERSION.name()));
        if (version.isEmpty()) {
            return refusal(VERSION);
        }
        var deleted = given.path(DELETED);
        if (!isAbsent(deleted) && !deleted.isBoolean()) {
            return new Refusal(DELETED, "must be true or false");
        }
        long number = Long.parseLong(version.get());
        return deleted.asBoolean()
                ? tombstone(id.get(), number, given)
                : whole(id.get(), number, given);
    }

    private Reading tombstone(String id, long version, JsonNode given) {
        for (var field : type.fields()) {
            if (!isAbsent(given.path(field.name()))) {
                return new Refusal(field.name(), "must not be there when deleted is true");
            }
        }
        return new Item(
                id, version, true, Collections.nCopies(type.fields().size(), Optional.empty()));
    }

    private Reading whole(String id, long version, JsonNode given) {
        var values = new ArrayList<Optional<String>>(type.fields().size());
        for (var field : type.fields()) {
            var value = given.path(field.name());
            var text = field.text().apply(value);
            if (text.isEmpty() && (field.isRequired() || !isAbsent(value))) {
                return refusal(field);
            }
            values.add(text);
        }
        return new Item(id, version, false, List.copyOf(values));
    }

    private static Refusal refusal(Field field) {
        return new Refusal(field.name(), field.bounds());
    }

    /** As JSON has two ways to say that there is none. */
    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
