package dev.nightmail.common.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.security.Keys;
import dev.nightmail.common.security.Scopes;
import dev.nightmail.common.sql.Access;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at keys, makes and revokes them. */
@Command(
        name = "keys",
        description = "Keys of tenants.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {

    private static final int LONGEST_NAME = 200;

    @Spec CommandSpec command;

    @Command(description = "Keys that were made, and what has become of them.")
    int list(
            @Mixin Output output,
            @Option(names = "--tenant", paramLabel = "UUID") Optional<UUID> tenant)
            throws SQLException {
        return output.print(
                List.of(
                        "id",
                        "tenant",
                        "name",
                        "scopes",
                        "made_by",
                        "created",
                        "expires",
                        "last_used",
                        "revoked"),
                """
                SELECT id, tenant_id, name, array_to_string(scopes, ' '), made_by, created_at, expires_at, last_used_at,
                       revoked_at
                FROM core.api_key WHERE ?::text IN ('', tenant_id::text) ORDER BY id DESC
                """,
                tenant.map(UUID::toString).orElse(""));
    }

    @Command(description = "Make a key; it is shown only now.")
    int create(
            @Mixin Output output,
            @Option(names = "--tenant", required = true, paramLabel = "UUID") UUID tenant,
            @Option(names = "--name", required = true, paramLabel = "TEXT") String name,
            @Option(
                            names = "--scope",
                            required = true,
                            paramLabel = "SCOPE",
                            description = "Such as jobs:read; once for each. '*' is all.")
                    List<String> scopes,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            description = "It opens nothing after so many.")
                    Optional<Integer> days)
            throws SQLException {
        var unknown = Scopes.of(scopes).findUnknown();
        if (unknown.isPresent()) {
            return refuse("Unknown scope: " + unknown.get() + ". There are: " + known());
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME || days.filter(n -> n < 1).isPresent()) {
            return refuse("A name has 1 to 200 characters, and a key opens for a day at least");
        }
        if (CliDatabase.query("SELECT id FROM core.tenant WHERE id = ?", tenant).isEmpty()) {
            return refuse("Unknown tenant: " + tenant + ": see tenant list");
        }
        return make(output, tenant, wish(name, scopes, days));
    }

    private static Keys.Wish wish(String name, List<String> scopes, Optional<Integer> days) {
        var now = InstantSource.system().instant();
        return new Keys.Wish(name, Scopes.of(scopes), days.map(n -> now.plus(Duration.ofDays(n))));
    }

    private int make(Output output, UUID tenant, Keys.Wish wish) {
        var sql = CliDatabase.sql();
        var made =
                sql.transaction(
                        Access.machinery(),
                        () ->
                                Keys.over(sql, CliDatabase.ids())
                                        .make(tenant, wish, Actor.current()));
        var line =
                output.json
                        ? new ObjectMapper()
                                .createObjectNode()
                                .put("id", made.id().toString())
                                .put("key", made.key())
                                .toString()
                        : "id   %s%nkey  %s".formatted(made.id(), made.key());
        return new Answer(command).done(line);
    }

    @Command(description = "Revoke a key: from now on it opens nothing.")
    int revoke(@Parameters(paramLabel = "ID") UUID id) {
        var sql = CliDatabase.sql();
        boolean isKnown =
                sql.transaction(
                        Access.machinery(),
                        () -> Keys.over(sql, CliDatabase.ids()).revoke(id, Actor.current()));
        return isKnown
                ? new Answer(command).done(id + " is revoked")
                : new Answer(command).refused("Unknown key: " + id);
    }

    private int refuse(String why) {
        new Answer(command).refused(why);
        return ExitCode.USAGE;
    }

    private static String known() {
        return String.join(", ", Scopes.of(Scopes.KNOWN).sorted());
    }
}
