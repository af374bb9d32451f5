package dev.nightmail.local.server;

import dev.nightmail.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The class path of the servers that are written in Java. The launcher's own jar is copied beside
 * the data, since a build writes over it in place while they run.
 */
final class OwnClasses {
    private OwnClasses() {}

    static String path(Layout layout) {
        String path = System.getProperty("java.class.path");
        if (!path.endsWith(".jar") || path.contains(":")) {
            return path;
        }
        Path jar = Path.of(path).toAbsolutePath();
        Path copy = layout.folder("run").resolve(jar.getFileName());
        try {
            Path fresh = Files.createTempFile(layout.folder("run"), "launcher", ".jar");
            Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Refusal("cannot copy " + jar + ": " + e.getMessage(), e);
        }
        return copy + ":" + jar.resolveSibling("lib") + "/*";
    }
}
