package dev.nightmail.mail.smtp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patiently servers are spoken to. */
@ConfigMapping(prefix = "nightmail.smtp")
interface SmtpConfig {

    /** For the connection itself. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** For each reply before the final dot. */
    @WithDefault("30s")
    Duration replyTimeout();

    /** For the reply to the final dot; RFC 5321, section 4.5.3.2.6 asks for 10 minutes. */
    @WithDefault("10m")
    Duration finalReplyTimeout();
}
