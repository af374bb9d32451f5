package dev.nightmail.local.server;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is unpacked once per machine and used by every stack on it. */
final class Cache {
    private Cache() {}

    /**
     * {@code $XDG_CACHE_HOME/nightmail}, else {@code ~/.cache/nightmail}; one that nobody can enter
     * where needed.
     */
    static Path folder() {
        if (Unprivileged.isTrueNobody()) {
            return made(Path.of("/var/cache/nightmail"));
        }
        String set = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path base =
                set.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(set);
        return made(base.resolve("nightmail"));
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Refusal(
                    "cannot create the cache folder " + folder + " (XDG_CACHE_HOME moves it)", e);
        }
    }
}
