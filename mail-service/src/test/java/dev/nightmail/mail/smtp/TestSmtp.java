package dev.nightmail.mail.smtp;

import dev.nightmail.common.net.HostResolver;
import dev.nightmail.common.net.TestHosts;
import dev.nightmail.common.security.TestTrust;
import java.time.Duration;

/** The client as tests want it: it gives up after two seconds. */
public final class TestSmtp {

    private TestSmtp() {}

    public static SmtpClient client() {
        return new SmtpClient(new Impatient(), TestTrust.inTestServers(), TestHosts.ANY);
    }

    /** One that speaks to public hosts only. */
    static SmtpClient wary() {
        return new SmtpClient(
                new Impatient(), TestTrust.inTestServers(), (HostResolver) TestHosts.vetted());
    }

    private record Impatient() implements SmtpConfig {

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration replyTimeout() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration finalReplyTimeout() {
            return Duration.ofSeconds(2);
        }
    }
}
