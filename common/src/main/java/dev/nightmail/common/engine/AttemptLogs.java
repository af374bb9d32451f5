package dev.nightmail.common.engine;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Hands what is logged to the attempt whose thread has said it. */
final class AttemptLogs extends Handler {

    private final Formatter formatter = new PatternFormatter("%s");

    private AttemptLogs() {
        setLevel(Level.ALL);
    }

    /** Begins to listen; a repeat does nothing. */
    static synchronized void listen() {
        var root = Logger.getLogger("");
        if (Stream.of(root.getHandlers()).noneMatch(AttemptLogs.class::isInstance)) {
            root.addHandler(new AttemptLogs());
        }
    }

    @Override
    public void publish(LogRecord entry) {
        AttemptLog.ofThread().ifPresent(log -> log.add(entry, formatter));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
