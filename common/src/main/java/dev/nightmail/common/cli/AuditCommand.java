package dev.nightmail.common.cli;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at what was done. */
@Command(
        name = "audit",
        description = "What people, keys and commands have done.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {

    @Command(description = "The latest entries, of all tenants and of none.")
    int list(
            @Mixin Output output,
            @Option(names = "--tenant", paramLabel = "UUID") Optional<UUID> tenant,
            @Option(names = "--limit", defaultValue = "50", paramLabel = "N") Limit limit)
            throws SQLException {
        return output.print(
                List.of("at", "tenant", "action", "entity", "actor", "critical", "details"),
                """
                SELECT at, tenant_id, action, entity, actor, critical, details
                FROM core.audit WHERE ?::text IN ('', tenant_id::text) ORDER BY id DESC LIMIT ?
                """,
                tenant.map(UUID::toString).orElse(""),
                limit.rows());
    }
}
