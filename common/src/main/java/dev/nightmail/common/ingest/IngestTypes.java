package dev.nightmail.common.ingest;

import dev.nightmail.common.event.OwnTopics;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The types whose items this service takes; it is the only one that does. */
@Singleton
class IngestTypes implements OwnTopics {

    private final Map<String, IngestType> byName = new TreeMap<>();

    IngestTypes(@All List<IngestType> types) {
        types.forEach(type -> byName.put(type.name(), type));
    }

    Optional<IngestType> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<IngestType> findByTopic(String topic) {
        return byName.values().stream().filter(type -> type.topic().equals(topic)).findFirst();
    }

    @Override
    public List<String> names() {
        return byName.values().stream().map(IngestType::topic).toList();
    }
}
