package dev.nightmail.common.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jboss.logging.MDC;

/**
 * The latest of what an attempt's thread has logged, 8 KB at most.
 *
 * <p>Our own lines hold no address, subject or secret. Those of others may, and so of them the
 * logger and the level are kept, and of exceptions the class.
 */
final class AttemptLog {

    private static final int MOST_BYTES = 8192;
    private static final int MOST_CHARS = 500;
    private static final String OURS = "dev.nightmail.";
    private static final ThreadLocal<AttemptLog> OF_THREAD = new ThreadLocal<>();

    private final Deque<String> lines = new ArrayDeque<>();
    private int bytes;

    /** That of the attempt which this thread runs. */
    static Optional<AttemptLog> ofThread() {
        return Optional.ofNullable(OF_THREAD.get());
    }

    /** From now on this thread's lines are this attempt's, here and in the log itself. */
    void bind(Claim claim) {
        OF_THREAD.set(this);
        MDC.put("kind", claim.kind());
        MDC.put("job", claim.id().toString());
        MDC.put("attempt", Integer.toString(claim.attempt()));
        MDC.put("tenant", claim.tenant().toString());
        MDC.put("trace", claim.traceId());
    }

    static void unbind() {
        OF_THREAD.remove();
        MDC.remove("kind");
        MDC.remove("job");
        MDC.remove("attempt");
        MDC.remove("tenant");
        MDC.remove("trace");
    }

    /** Of our own lines the formatter makes the message. */
    synchronized void add(LogRecord entry, Formatter formatter) {
        var line = cut(toLine(entry, formatter));
        lines.addLast(line);
        bytes += size(line);
        while (bytes > MOST_BYTES) {
            bytes -= size(lines.removeFirst());
        }
    }

    /** Empty when nothing was logged. */
    synchronized Optional<String> text() {
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }

    private static String toLine(LogRecord entry, Formatter formatter) {
        var name = String.valueOf(entry.getLoggerName());
        var line =
                new StringBuilder()
                        .append(entry.getInstant().truncatedTo(ChronoUnit.MILLIS))
                        .append(' ')
                        .append(entry.getLevel())
                        .append(' ')
                        .append(name);
        if (name.startsWith(OURS)) {
            line.append(' ').append(formatter.format(entry));
        }
        var thrown = Optional.ofNullable(entry.getThrown());
        thrown.ifPresent(failure -> line.append(' ').append(failure.getClass().getName()));
        return line.toString().replace('\n', ' ').replace('\r', ' ').replace("\0", "");
    }

    private static String cut(String line) {
        return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + "…";
    }

    /** With the line feed. */
    private static int size(String line) {
        return line.getBytes(UTF_8).length + 1;
    }
}
