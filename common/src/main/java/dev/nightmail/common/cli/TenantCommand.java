package dev.nightmail.common.cli;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.security.ApiKeyRepository;
import java.sql.SQLException;
import java.time.InstantSource;
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

    @Command(description = "Add a tenant, or a further key to one; the key is shown only now.")
    int add(@Mixin Output output, @Parameters(paramLabel = "NAME") String name)
            throws SQLException {
        var opened =
                ApiKeyRepository.open(CliDatabase::connect, new Ids(InstantSource.system()), name);
        var out = output.command.commandLine().getOut();
        if (output.json) {
            out.printf("{\"tenantId\":\"%s\",\"key\":\"%s\"}%n", opened.tenantId(), opened.key());
        } else {
            out.printf("tenant  %s%nkey     %s%n", opened.tenantId(), opened.key());
        }
        out.flush();
        return ExitCode.SUCCESS;
    }
}
