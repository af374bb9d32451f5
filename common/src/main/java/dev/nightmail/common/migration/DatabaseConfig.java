package dev.nightmail.common.migration;

import dev.nightmail.common.setting.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The one database, and the two users that know it. */
@ConfigMapping(prefix = "nightmail.db")
public interface DatabaseConfig {

    /** JDBC URL of the one database. */
    @WithDefault("jdbc:postgresql://localhost:5432/nightmail")
    String url();

    /** Whom the service logs in as; it has no rights of its own. */
    @WithDefault("nightmail_app")
    String username();

    /** Of that user; none where PostgreSQL trusts the connection. */
    @Secret
    Optional<String> password();

    /** Who owns the schema, and alone may change it. */
    @WithDefault("nightmail_owner")
    String ownerUsername();

    /** Of the owner; none where PostgreSQL trusts the connection. */
    @Secret
    Optional<String> ownerPassword();
}
