package dev.nightmail.local.server;

import dev.nightmail.local.process.Command;

/** One server of the stack. */
public interface Server {
    String name();

    /** Writes what it needs on disk, once or each time, and says how it is started. */
    Command prepare();

    /** Whether it does its work, asked the way that a client would. */
    boolean answers();

    /** What must be there before others use it; repeatable. */
    default void settle() {}

    default String stopSignal() {
        return "TERM";
    }
}
