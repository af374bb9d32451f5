package dev.nightmail.local.server;

import dev.nightmail.local.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once for each release from the jar on the class path. */
final class PostgresBinaries {
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";
    private static final int OWNER_EXECUTES = 0100;

    private PostgresBinaries() {}

    /** The folder with {@code bin/postgres} in it. */
    static Path unpacked() {
        URL archive = PostgresBinaries.class.getClassLoader().getResource(ARCHIVE);
        if (archive == null) {
            throw new Refusal(
                    "PostgreSQL's programs are missing: " + ARCHIVE + " is not on the class path");
        }
        Path home = Cache.folder().resolve(release(archive));
        if (Files.isExecutable(home.resolve("bin/postgres"))) {
            return home;
        }
        try {
            Path fresh = Files.createTempDirectory(Cache.folder(), "postgres-");
            unpack(archive, fresh);
            // A temporary folder is its maker's alone.
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            moveIntoPlace(fresh, home);
            return home;
        } catch (IOException e) {
            throw new Refusal("cannot unpack PostgreSQL into " + home + ": " + e.getMessage(), e);
        }
    }

    /** The name of the jar without its ending: it holds the release. */
    private static String release(URL archive) {
        String jar = archive.getPath().replaceFirst("!.*", "");
        return Path.of(URI.create(jar)).getFileName().toString().replaceFirst("\\.jar$", "");
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        try (InputStream raw = archive.openStream();
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpack(tar, entry, folder);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
            throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("entry outside the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & OWNER_EXECUTES) != 0) {
            var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(target));
            permissions.addAll(PosixFilePermissions.fromString("r-xr-xr-x"));
            Files.setPosixFilePermissions(target, permissions);
        }
    }

    private static void moveIntoPlace(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException
                | java.nio.file.DirectoryNotEmptyException otherWasFirst) {
            Folders.delete(fresh);
        }
    }
}
