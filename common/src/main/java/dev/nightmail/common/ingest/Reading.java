package dev.nightmail.common.ingest;

import java.util.List;
import java.util.Optional;

/** What came of reading one item. */
sealed interface Reading {

    /**
     * Something of the product's at one version.
     *
     * @param values of the type's fields in their order, as SQL reads them; none of a deleted thing
     */
    record Item(String externalId, long version, boolean deleted, List<Optional<String>> values)
            implements Reading {

        /** What people are called stays out of logs. */
        @Override
        public String toString() {
            return "Item of version " + version;
        }
    }

    /**
     * It is not what its type wants. Holds nothing of its values.
     *
     * @param field empty when it is wrong as a whole
     * @param message goes on after the name of the field
     */
    record Refusal(String field, String message) implements Reading {

        @Override
        public String toString() {
            return (field.isEmpty() ? "The item" : field) + " " + message;
        }
    }
}
