package dev.nightmail.local.process;

import dev.nightmail.local.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What to take back, newest first, when a start fails or is interrupted by Ctrl-C; nothing once it
 * is kept. An interrupt has the last word: the process ends with 130, whatever else went wrong.
 */
public final class Undo implements AutoCloseable {
    private static final int INTERRUPTED = 130;
    private static final Duration SIGNAL_DELAY = Duration.ofMillis(500);

    private final List<Runnable> steps = new ArrayList<>();
    private final Thread hook = new Thread(this::interrupt, "undo");
    private final Runnable afterInterrupt;
    private volatile boolean interrupted;
    private boolean kept;

    public Undo() {
        this(() -> {});
    }

    /**
     * Watches for an interrupt from now on.
     *
     * @param afterInterrupt what to do last, once nothing is left of what was started
     */
    public Undo(Runnable afterInterrupt) {
        this.afterInterrupt = afterInterrupt;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts what the step takes back. Undoing waits until it can be found again, and from then on
     * nothing is started.
     */
    public synchronized void start(Runnable start, Runnable step) {
        if (interrupted) {
            throw new Refusal("interrupted");
        }
        steps.add(step);
        start.run();
    }

    /** All went well: there is nothing to take back. */
    public synchronized void keep() {
        steps.clear();
        kept = true;
    }

    private void interrupt() {
        interrupted = true;
        if (takeBack()) {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            afterInterrupt.run();
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }

    /** False when all is kept. */
    private synchronized boolean takeBack() {
        takeBack(steps.size());
        steps.clear();
        return !kept;
    }

    /** One step that fails keeps none of the others from being taken. */
    private void takeBack(int left) {
        if (left > 0) {
            try {
                steps.get(left - 1).run();
            } finally {
                takeBack(left - 1);
            }
        }
    }

    @Override
    public void close() {
        // Ctrl-C reaches our children, too, and their end may be noticed here before it is told us.
        if (!kept) {
            Await.until(SIGNAL_DELAY, () -> interrupted);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            takeBack();
        } catch (IllegalStateException atWork) {
            // The hook ends the process: nothing is left to be said.
            join();
        }
    }

    private void join() {
        try {
            hook.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
