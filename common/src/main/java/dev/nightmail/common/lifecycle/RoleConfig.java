package dev.nightmail.common.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a process of a service does. */
@ConfigMapping(prefix = "nightmail")
interface RoleConfig {

    /** Which half of the work a process takes. */
    enum Role {
        /** Answers requests only. */
        API,
        /** Runs jobs, relays and consumes facts, and wakes schedules. */
        WORKER,
        /** Both. */
        BOTH,
        /** Neither: one command, then the end. Set by the command line. */
        COMMAND
    }

    /**
     * {@code worker} and {@code both} run jobs, relay and consume facts, and wake schedules; {@code
     * api} does none of it. Every role migrates and answers requests. {@code command} is for the
     * command line, which sets it.
     */
    @WithDefault("both")
    Role role();
}
