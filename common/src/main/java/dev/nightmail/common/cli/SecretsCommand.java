package dev.nightmail.common.cli;

import dev.nightmail.common.security.Secrets;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the keys that encrypt stored secrets. */
@Command(
        name = "secrets",
        description = "Encryption keys.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class SecretsCommand {

    @Spec CommandSpec command;

    /**
     * Readable by the owner alone from the first byte on; an existing file is never overwritten.
     */
    @Command(name = "new", description = "Make a key set for nightmail.secrets.keyset-file.")
    int make(@Option(names = "--out", required = true, paramLabel = "FILE") Path out)
            throws IOException {
        return write(Secrets.newKeyset(), out);
    }

    @Command(
            name = "add",
            description =
                    "Copy a key set and add a key, which encrypts nothing before it is promoted.")
    int add(
            @Option(names = "--in", required = true, paramLabel = "FILE") Path in,
            @Option(names = "--out", required = true, paramLabel = "FILE") Path out)
            throws IOException {
        return write(Secrets.withNewKey(Files.readString(in)), out);
    }

    @Command(
            name = "promote",
            description = "Copy a key set and let its newest key encrypt from then on.")
    int promote(
            @Option(names = "--in", required = true, paramLabel = "FILE") Path in,
            @Option(names = "--out", required = true, paramLabel = "FILE") Path out)
            throws IOException {
        return write(Secrets.promoted(Files.readString(in)), out);
    }

    private int write(String keyset, Path out) throws IOException {
        try {
            Files.createFile(
                    out,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            var err = command.commandLine().getErr();
            err.println(
                    out
                            + " is there already; what its keys encrypted needs them: name another file");
            err.flush();
            return ExitCode.FAILURE;
        }
        Files.writeString(out, keyset, StandardOpenOption.WRITE);
        return ExitCode.SUCCESS;
    }
}
