package dev.nightmail.common.store;

import dev.nightmail.common.storage.Content;
import dev.nightmail.common.storage.ObjectGoneException;
import dev.nightmail.common.storage.ObjectStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Objects as files of a folder, which all processes share that read them. A file is written beside
 * them and reaches its name when all of it is on disk.
 */
public final class FolderStore implements ObjectStore {

    private static final String UNFINISHED = "unfinished";
    private static final String OBJECTS = "v1";

    private final Path root;

    public FolderStore(Path root) {
        this.root = root;
    }

    @Override
    public void put(String key, Content content) throws IOException {
        var target = root.resolve(key);
        var folder = Optional.ofNullable(target.getParent()).orElseThrow();
        Files.createDirectories(folder);
        var fresh = Files.createTempFile(Files.createDirectories(root.resolve(UNFINISHED)), "", "");
        try {
            write(fresh, content);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(Path file, Content content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // Closed by the content or not: it is the channel that counts.
            var out =
                    new BufferedOutputStream(
                            new OpenOutputStream(Channels.newOutputStream(channel)));
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    /** The name of a file is on disk when its folder is. */
    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public InputStream open(String key) throws IOException {
        try {
            return Files.newInputStream(root.resolve(key));
        } catch (NoSuchFileException gone) {
            throw new ObjectGoneException("there is no such object");
        }
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(root.resolve(key));
    }

    @Override
    public List<String> list(String after, int atMost) throws IOException {
        var found = new ArrayList<String>();
        if (Files.isDirectory(root.resolve(OBJECTS))) {
            gather(OBJECTS + "/", after, atMost, found);
        }
        return found;
    }

    /** Folders whose names, and so all within, lie before the place are not looked into. */
    private void gather(String folder, String after, int atMost, List<String> found)
            throws IOException {
        for (var entry : entries(folder).entrySet()) {
            var key = entry.getKey();
            if (found.size() == atMost) {
                return;
            }
            if (key.endsWith("/")) {
                if (after.startsWith(key) || key.compareTo(after) > 0) {
                    gather(key, after, atMost, found);
                }
            } else if (key.compareTo(after) > 0) {
                found.add(key);
            }
        }
    }

    /** In the order of whole keys, in which a folder ends with a slash. */
    private SortedMap<String, Path> entries(String folder) throws IOException {
        var entries = new TreeMap<String, Path>();
        try (var files = Files.newDirectoryStream(root.resolve(folder))) {
            for (var file : files) {
                var name = folder + file.getFileName();
                entries.put(Files.isDirectory(file) ? name + "/" : name, file);
            }
        } catch (NoSuchFileException removed) {
            return entries;
        }
        return entries;
    }

    @Override
    public void discardUnfinished(Instant before) throws IOException {
        var folder = root.resolve(UNFINISHED);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            files.filter(file -> isOlder(file, before)).forEach(FolderStore::discard);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Another process may have finished it since. */
    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException finished) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
