package dev.nightmail.common.lifecycle;

import dev.nightmail.common.setting.Catalogue;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Lets services share one file of settings: hides from each what another owns. What is left and
 * unknown stops the start, so that a slip stops the service that it was meant for. Settings of one
 * kind of job are hidden, too: they stand in no mapping, and {@link
 * dev.nightmail.common.engine.KindRegistry} asks for each by its name.
 */
@Priority(Interceptor.Priority.APPLICATION)
public final class ForeignSettings implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;

    private static final Catalogue CATALOGUE = Catalogue.read();

    private static final String OF_A_KIND = "nightmail.jobs.\"";

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
                    if (!isOfAKind(name) && !CATALOGUE.isForeign(name, service.getValue())) {
                        names.add(name);
                    }
                });
        return names.iterator();
    }

    private static boolean isOfAKind(String name) {
        return name.startsWith(OF_A_KIND) && CATALOGUE.find(name).isPresent();
    }
}
