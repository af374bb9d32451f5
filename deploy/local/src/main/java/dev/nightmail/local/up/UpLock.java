package dev.nightmail.local.up;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.server.Layout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * At most one {@code up} at a time works on a data folder. The lock ends with its process, however
 * that ends.
 */
final class UpLock {
    private UpLock() {}

    /** Does the work, or refuses when another does such work already. */
    static void alone(Layout layout, Runnable work) {
        Path file = layout.folder("run").resolve("up.lock");
        try (FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw taken(layout);
            }
            work.run();
        } catch (OverlappingFileLockException e) {
            throw taken(layout);
        } catch (IOException e) {
            throw new Refusal("cannot lock " + file + ": " + e.getMessage(), e);
        }
    }

    private static Refusal taken(Layout layout) {
        return new Refusal("another up is at work on " + layout.data() + ": wait until it ends");
    }
}
