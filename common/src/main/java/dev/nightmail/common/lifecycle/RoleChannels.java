package dev.nightmail.common.lifecycle;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import jakarta.interceptor.Interceptor;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Closes the channels on which facts come in, in a process that is no worker. */
@Priority(Interceptor.Priority.APPLICATION)
public final class RoleChannels implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;
    private static final Set<String> WITHOUT_FACTS = Set.of("api", "command");

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext settings, String name) {
        if (name.startsWith("mp.messaging.incoming.")
                && name.endsWith(".enabled")
                && isWithoutFacts(settings)) {
            return ConfigValue.builder().withName(name).withValue("false").build();
        }
        return settings.proceed(name);
    }

    private static boolean isWithoutFacts(ConfigSourceInterceptorContext settings) {
        var role = settings.proceed("nightmail.role");
        return role != null
                && WITHOUT_FACTS.contains(role.getValue().strip().toLowerCase(Locale.ROOT));
    }
}
