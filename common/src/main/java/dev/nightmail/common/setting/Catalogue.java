package dev.nightmail.common.setting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All settings of all services, by key, in the order of the reference page. */
public final class Catalogue {

    private static final String FILE = "settings.tsv";

    private final SequencedMap<String, Setting> settings;

    /** By the first two words of a key, such as {@code nightmail.smtp}. */
    private final Map<String, String> owners;

    Catalogue(Stream<Setting> settings) {
        this.settings =
                settings.collect(
                        Collectors.toMap(
                                Setting::key,
                                Function.identity(),
                                (one, other) -> one,
                                LinkedHashMap::new));
        this.owners =
                this.settings.values().stream()
                        .filter(setting -> isPlain(setting.key()))
                        .collect(
                                Collectors.toMap(
                                        setting -> area(setting.key()),
                                        Setting::service,
                                        (one, other) -> one.equals(other) ? one : ""));
    }

    /** That of this release. */
    public static Catalogue read() {
        var stream = Optional.ofNullable(Catalogue.class.getResourceAsStream(FILE)).orElseThrow();
        try (var lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return new Catalogue(lines.lines().map(Setting::of).toList().stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Collection<Setting> all() {
        return settings.values();
    }

    /** Under the key that is asked for, also where the operator chooses a word of it. */
    public Optional<Setting> find(String key) {
        return Optional.ofNullable(settings.get(key)).or(() -> findNamed(key));
    }

    /** One of those in whose keys the operator chooses a word. */
    Optional<Setting> findNamed(String key) {
        return settings.values().stream()
                .filter(setting -> setting.isNamedBy(key))
                .map(setting -> setting.as(key))
                .findFirst();
    }

    /** The kinds of job that a service has, each of which has settings of its own. */
    public List<String> kinds(String service) {
        return settings.values().stream()
                .filter(setting -> setting.service().equals(service) && !isPlain(setting.key()))
                .map(setting -> setting.key().split("\"", -1)[1])
                .distinct()
                .toList();
    }

    /** Whether a service is to leave the key alone: it is in an area, or of a kind, of another. */
    public boolean isForeign(String key, String service) {
        var owner =
                find(key)
                        .map(Setting::service)
                        .or(() -> Optional.ofNullable(owners.get(area(key))))
                        .orElse("");
        return !owner.isEmpty() && !owner.equals(service);
    }

    /** A kind's key has its name in quotation marks. */
    private static boolean isPlain(String key) {
        return key.indexOf('"') < 0;
    }

    private static String area(String key) {
        int end = key.indexOf('.', key.indexOf('.') + 1);
        return end < 0 ? key : key.substring(0, end);
    }
}
