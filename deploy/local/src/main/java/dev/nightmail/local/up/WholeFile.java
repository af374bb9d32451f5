package dev.nightmail.local.up;

import dev.nightmail.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is there whole or not at all: one that Ctrl-C cut short is never taken for a whole
 * one.
 */
final class WholeFile {

    /** What is written into a file that is not there yet. */
    interface Writing {
        void to(Path file) throws IOException;
    }

    private WholeFile() {}

    /** For the owner's eyes only. */
    static void writeSecret(Path file, String text) {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        write(file, aside -> Files.writeString(Files.createFile(aside, ownerOnly), text));
    }

    /** Written aside and moved; what an earlier attempt left aside is thrown away. */
    static void write(Path file, Writing writing) {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(aside);
            writing.to(aside);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Refusal("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
