package dev.nightmail.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process known by its pid and by when it was born, so that a later process with the same pid is
 * never taken for it.
 *
 * @param pid the process id
 * @param born boot id of the machine and start of the process in clock ticks since that boot
 */
public record Child(long pid, String born) {
    private static final Path PROC = Path.of("/proc");
    private static final Path BOOT_ID = PROC.resolve("sys/kernel/random/boot_id");

    /** The running process of this pid; empty when there is none, or only a zombie. */
    public static Optional<Child> running(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            // The name, in brackets, may hold spaces: fields are counted from behind it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            if (fields[0].equals("Z") || fields[0].equals("X")) {
                return Optional.empty();
            }
            String boot = Files.readString(BOOT_ID).strip();
            return Optional.of(new Child(pid, boot + "/" + fields[19]));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The process that a pid file names, if it still runs. */
    public static Optional<Child> of(Path pidFile) {
        try {
            String[] words = Files.readString(pidFile).strip().split(" ", -1);
            if (words.length != 2) {
                return Optional.empty();
            }
            Child written = new Child(Long.parseLong(words[0]), words[1]);
            return Optional.of(written).filter(Child::isAlive);
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    public boolean isAlive() {
        return running(pid).filter(this::equals).isPresent();
    }

    void writeTo(Path pidFile) {
        try {
            Files.writeString(pidFile, pid + " " + born + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends the process and all its descendants: the signal first, KILL for what is left after the
     * grace period.
     */
    public void stop(String signal, Duration grace) {
        List<Child> family = family();
        send(signal);
        Await.until(grace, () -> family.stream().noneMatch(Child::isAlive));
        family.stream().filter(Child::isAlive).forEach(left -> left.send("KILL"));
        Await.until(Duration.ofSeconds(5), () -> family.stream().noneMatch(Child::isAlive));
    }

    /** Sends a signal to the process and all its descendants, in one go. */
    public void signal(String signal) {
        String pids =
                family().stream().map(child -> "" + child.pid()).collect(Collectors.joining(" "));
        if (!pids.isEmpty()) {
            Command.of("sh", "-c", "kill -" + signal + " " + pids).succeeds();
        }
    }

    private List<Child> family() {
        var descendants = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
        var pids = Stream.concat(Stream.of(pid), descendants.map(ProcessHandle::pid));
        return pids.flatMap(each -> running(each).stream()).toList();
    }

    private void send(String signal) {
        if (isAlive()) {
            Command.of("sh", "-c", "kill -" + signal + " " + pid).succeeds();
        }
    }
}
