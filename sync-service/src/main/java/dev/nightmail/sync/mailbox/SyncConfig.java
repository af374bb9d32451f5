package dev.nightmail.sync.mailbox;

import dev.nightmail.common.setting.Live;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How mailboxes are read. */
@ConfigMapping(prefix = "nightmail.sync")
public interface SyncConfig {

    /** Messages a page; what a crash repeats at most, and what is held in memory at once. */
    @WithDefault("500")
    @Min(1)
    @Max(5000)
    @Live
    int pageSize();

    /**
     * How long a mass deletion is withheld: messages that vanish at once, more than 1,000 and a
     * fifth of the account's.
     */
    @WithDefault("24h")
    @DurationMin
    @Live
    Duration massDeletionHold();

    /** How long a message that is gone from its server is kept, hidden. */
    @WithDefault("7d")
    @DurationMin
    @Live
    Duration goneRetention();

    /** Until a connection to an IMAP server stands. */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    Duration connectTimeout();

    /** The longest silence of an IMAP server within an answer. */
    @WithDefault("60s")
    @DurationMin(seconds = 1)
    Duration readTimeout();
}
