package dev.nightmail.common.setting;

import dev.nightmail.common.setting.SettingRepository.Change;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * The settings in force in this process: those that it was started with, and over them the table.
 */
@Singleton
public class LiveSettings {

    private static final Logger LOG = Logger.getLogger(LiveSettings.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final Sql sql;
    private final SettingRepository stored;
    private final Catalogue catalogue;
    private final Map<String, String> given;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<Class<?>, Mapped<?>> mapped = new HashMap<>();
    private final Set<String> passedOver = new HashSet<>();
    private Map<String, String> changed = Map.of();

    @Inject
    LiveSettings(Sql sql, SettingRepository stored, Config config) {
        this(sql, stored, Catalogue.read(), config);
    }

    LiveSettings(Sql sql, SettingRepository stored, Catalogue catalogue, Config config) {
        this.sql = sql;
        this.stored = stored;
        this.catalogue = catalogue;
        this.given = given(catalogue, config);
    }

    /** What a service was started with, by key. */
    public static Map<String, String> given(Catalogue catalogue, Config config) {
        var given = new TreeMap<String, String>();
        for (var setting : catalogue.all()) {
            config.getOptionalValue(setting.key(), String.class)
                    .ifPresent(value -> given.put(setting.key(), value));
        }
        return given;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /** What this service was started with, by key. */
    public Map<String, String> given() {
        return given;
    }

    /** Whoever wants {@code InForce<SomeConfig>} gets it from here. */
    @Produces
    @Dependent
    @SuppressWarnings("unchecked")
    <T> InForce<T> inForce(InjectionPoint point) {
        var wanted = (ParameterizedType) point.getType();
        return of((Class<T>) wanted.getActualTypeArguments()[0]);
    }

    /** Asks the database every few seconds from now on. */
    public void start() {
        Thread.ofPlatform().name("settings").daemon().start(this::work);
    }

    public void stop() {
        stopped.countDown();
    }

    /**
     * Asks the database once.
     *
     * @throws SqlException when it is away; then everything stays as it is
     */
    public void refresh() {
        take(sql.transaction(Access.machinery(), stored::listLatest));
    }

    @SuppressWarnings("unchecked")
    synchronized <T> InForce<T> of(Class<T> mapping) {
        return (Mapped<T>)
                mapped.computeIfAbsent(mapping, type -> new Mapped<>(type, together(changed)));
    }

    private void work() {
        try {
            while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                refreshIfThere();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refreshIfThere() {
        try {
            refresh();
        } catch (SqlException e) {
            LOG.debugf("Settings stay as they are for now: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Settings stay as they are for now", e);
        }
    }

    private synchronized void take(List<Change> latest) {
        var found = new TreeMap<String, String>();
        latest.forEach(
                change -> change.wish().value().ifPresent(value -> take(change, value, found)));
        if (!found.equals(changed)) {
            mapped.values().forEach(each -> each.renew(together(found)));
            changed = found;
            LOG.infof("Settings in force from the table: %s", found);
        }
    }

    /** A row may be of another release, or typed into the database by hand. */
    private void take(Change change, String value, Map<String, String> found) {
        var key = change.wish().key();
        var setting = catalogue.find(key).filter(Setting::isLive);
        if (setting.filter(known -> known.form().admits(value)).isPresent()) {
            found.put(key, value);
        } else if (passedOver.add(key + " " + change.version())) {
            LOG.warnf(
                    "Passed over in the table of settings: %s",
                    setting.map(known -> known.fault(value)).orElse(key + " is no live setting"));
        }
    }

    private Map<String, String> together(Map<String, String> changes) {
        var together = new HashMap<>(given);
        together.putAll(changes);
        return together;
    }
}
