package dev.nightmail.common.cli;

import dev.nightmail.common.security.Keys;
import dev.nightmail.common.sql.Access;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Opens the API to a tenant. */
@Command(
        name = "tenant",
        description = "Tenants and their keys.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class TenantCommand {

    @Command(description = "All tenants.")
    int list(@Mixin Output output) throws SQLException {
        return output.print(
                List.of("id", "name", "created"),
                "SELECT id, name, created_at FROM core.tenant ORDER BY created_at, id");
    }

    @Command(
            description =
                    "Add a tenant, or a further key to one that may do all; the key is shown only now.")
    int add(@Mixin Output output, @Parameters(paramLabel = "NAME") String name) {
        var sql = CliDatabase.sql();
        var opened =
                sql.transaction(
                        Access.machinery(),
                        () -> Keys.over(sql, CliDatabase.ids()).open(name, Actor.current()));
        var out = output.command.commandLine().getOut();
        if (output.json) {
            out.printf("{\"tenantId\":\"%s\",\"key\":\"%s\"}%n", opened.tenant(), opened.key());
        } else {
            out.printf("tenant  %s%nkey     %s%n", opened.tenant(), opened.key());
        }
        out.flush();
        return ExitCode.SUCCESS;
    }
}
