package dev.nightmail.common.wakeup;

import dev.nightmail.common.migration.DatabaseConfig;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How a service opens its lines: as its pools open their connections. */
@Dependent
class Lines {

    @Produces
    @Singleton
    Sql.Connect database(
            DatabaseConfig config,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        var properties = new Properties();
        properties.setProperty("user", config.username());
        config.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", service + "-wakeup");
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "4");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false");
        return () -> DriverManager.getConnection(config.url(), properties);
    }
}
