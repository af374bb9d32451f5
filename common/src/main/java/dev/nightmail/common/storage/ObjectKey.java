package dev.nightmail.common.storage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of an object: {@code v1/<tenant>/<owner>/<class>/<yyyy>/<mm>/<uuid>}.
 *
 * @param type a class of objects, such as {@code body}
 * @param id of version 7, so that it tells when the object was made
 */
record ObjectKey(Owner owner, String type, UUID id) {

    private static final String UUID_FORM =
            "(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})";

    private static final Pattern FORM =
            Pattern.compile(
                    "v1/%1$s/%1$s/([a-z]{1,20})/[0-9]{4}/[0-9]{2}/%1$s".formatted(UUID_FORM));

    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyy/MM").withZone(ZoneOffset.UTC);

    ObjectKey {
        if (!type.matches("[a-z]{1,20}")) {
            throw new IllegalArgumentException("A class of objects is a short word, not " + type);
        }
    }

    /** Empty when it is none of ours. */
    static Optional<ObjectKey> find(String reference) {
        var matcher = FORM.matcher(reference);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var owner = new Owner(UUID.fromString(matcher.group(1)), UUID.fromString(matcher.group(2)));
        return Optional.of(
                new ObjectKey(owner, matcher.group(3), UUID.fromString(matcher.group(4))));
    }

    /**
     * @throws IllegalArgumentException when it is none of ours
     */
    static ObjectKey parse(String reference) {
        return find(reference)
                .orElseThrow(() -> new IllegalArgumentException("no reference to an object"));
    }

    Instant madeAt() {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    String text() {
        return String.join(
                "/",
                "v1",
                owner.tenant().toString(),
                owner.id().toString(),
                type,
                MONTH.format(madeAt()),
                id.toString());
    }
}
