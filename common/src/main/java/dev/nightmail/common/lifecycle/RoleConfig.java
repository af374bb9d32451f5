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

    @WithDefault("both")
    Role role();
}
