package dev.nightmail.local;

import dev.nightmail.local.server.Layout;
import dev.nightmail.local.up.Stack;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
final class DataOption {
    @Option(
            names = "--data",
            defaultValue = ".nightmail",
            description = "Folder of the stack (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--root",
            defaultValue = ".",
            description = "Folder with the modules (default: this one).")
    private Path root;

    Layout layout() {
        return new Layout(data);
    }

    Path root() {
        return root.toAbsolutePath().normalize();
    }

    Stack stack() {
        return Stack.last(root(), layout());
    }
}
