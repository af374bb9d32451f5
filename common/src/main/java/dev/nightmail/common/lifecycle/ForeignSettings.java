package dev.nightmail.common.lifecycle;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets services share one file of settings: hides from each what another owns. What is left and
 * unknown stops the start, so that a slip stops the service that it was meant for.
 */
@Priority(Interceptor.Priority.APPLICATION)
public final class ForeignSettings implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;

    private static final Map<String, String> OWNERS =
            Map.of(
                    "nightmail.sync.", "sync-service",
                    "nightmail.smtp.", "mail-service",
                    "nightmail.prune.", "maintenance-service",
                    "nightmail.operator.", "notification-service",
                    "nightmail.relay.", "notification-service");

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext settings, String name) {
        return settings.proceed(name);
    }

    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext settings) {
        var service = settings.proceed("quarkus.application.name");
        if (service == null) {
            return settings.iterateNames();
        }
        var names = new ArrayList<String>();
        settings.iterateNames()
                .forEachRemaining(name -> {
                    if (!isForeign(name, service.getValue())) {
                        names.add(name);
                    }
                });
        return names.iterator();
    }

    private static boolean isForeign(String name, String service) {
        return OWNERS.entrySet().stream()
                .anyMatch(
                        area -> name.startsWith(area.getKey()) && !area.getValue().equals(service));
    }
}
