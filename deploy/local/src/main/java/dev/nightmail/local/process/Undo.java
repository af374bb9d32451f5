package dev.nightmail.local.process;

import java.util.ArrayList;
import java.util.List;

/**
 * What to take back, newest first, when a start fails or is interrupted by Ctrl-C; nothing once it
 * is kept.
 */
public final class Undo implements AutoCloseable {
    private final List<Runnable> steps = new ArrayList<>();
    private final Thread hook = new Thread(this::run, "undo");

    public Undo() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public synchronized void add(Runnable step) {
        steps.add(step);
    }

    /** All went well: there is nothing to take back. */
    public synchronized void keep() {
        steps.clear();
    }

    private synchronized void run() {
        steps.reversed().forEach(Runnable::run);
        steps.clear();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            run();
        } catch (IllegalStateException interrupted) {
            // The hook is at work and the process ends with it: nothing is left to be said.
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
