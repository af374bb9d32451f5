package dev.nightmail.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one system: started for the first that asks, stopped after the last. */
final class SystemExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == SystemUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(SystemUnderTest.class, type -> started(), SystemUnderTest.class);
    }

    private static SystemUnderTest started() {
        try {
            SystemUnderTest system = SystemUnderTest.start();
            Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop-system"));
            return system;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
