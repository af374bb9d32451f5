package dev.nightmail.mail.smtp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How patiently servers are spoken to. */
@ConfigMapping(prefix = "nightmail.smtp")
interface SmtpConfig {

    /** Until a connection to an SMTP server stands. */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    Duration connectTimeout();

    /** For each reply before the final dot. */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    Duration replyTimeout();

    /** For the reply to the final dot; RFC 5321, section 4.5.3.2.6 asks for 10 minutes. */
    @WithDefault("10m")
    @DurationMin(seconds = 1)
    Duration finalReplyTimeout();
}
