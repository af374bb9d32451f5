package dev.nightmail.local.server;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Detached;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the stack keeps its things.
 *
 * @param data the folder that holds all of it, absolute
 */
public record Layout(Path data) {
    public Layout {
        data = data.toAbsolutePath().normalize();
    }

    /** The folder of this name below the data, made if missing. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(data.resolve(name));
        } catch (IOException e) {
            throw new Refusal("cannot create " + data.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    public Path mail() {
        return folder("mail");
    }

    public Path sink() {
        return folder("sink");
    }

    public Path sinkLog() {
        return sink().resolve("sink.log");
    }

    /** The configuration that the servers were told. */
    public Path conf() {
        return folder("conf");
    }

    public Path serversFile() {
        return data.resolve("servers.properties");
    }

    public Detached process(String name) {
        return new Detached(
                name,
                data.resolve("run").resolve(name + ".pid"),
                data.resolve("log").resolve(name + ".log"));
    }

    /** The log of a process, there even before it is started. */
    Path log(String name) {
        Path file = folder("log").resolve(name + ".log");
        try {
            return Files.exists(file) ? file : Files.createFile(file);
        } catch (IOException e) {
            throw new Refusal("cannot create " + file + ": " + e.getMessage(), e);
        }
    }

    public void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Refusal("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
