package dev.nightmail.mail.smtp;

import dev.nightmail.common.net.HostResolver;
import dev.nightmail.common.net.VettedHosts;
import dev.nightmail.common.security.TrustedCertificates;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Hands messages in at servers. */
@Singleton
public class SmtpClient {

    /** Before TLS, whatever was wrong: more would tell a stranger what there is at an address. */
    private static final SmtpOutcome UNREACHABLE = new SmtpOutcome.NotSent("unreachable");

    private final SmtpConfig config;
    private final TrustedCertificates trusted;
    private final HostResolver hosts;

    @Inject
    SmtpClient(SmtpConfig config, TrustedCertificates trusted, VettedHosts hosts) {
        this(config, trusted, (HostResolver) hosts);
    }

    SmtpClient(SmtpConfig config, TrustedCertificates trusted, HostResolver hosts) {
        this.config = config;
        this.trusted = trusted;
        this.hosts = hosts;
    }

    /**
     * Offers the message once.
     *
     * @param message as in RFC 5322, with CRLF line ends
     * @param beforeDot called when the server has everything but the final dot; if it throws, the
     *     dot is not sent and nothing was handed over
     */
    public SmtpOutcome send(
            SmtpServer server, Envelope envelope, byte[] message, Runnable beforeDot) {
        if (server.login().proof() == SmtpLogin.Proof.NONE) {
            return new SmtpOutcome.NotSent("token-expired");
        }
        try (var connection =
                SmtpConnection.open(
                        hosts.resolve(server.host(), server.port()),
                        config.connectTimeout(),
                        config.replyTimeout())) {
            var dialogue = new Dialogue(connection);
            try {
                dialogue.begin(server, trusted.socketFactory());
                dialogue.offer(envelope, message);
            } catch (IOException e) {
                return dialogue.isProtected() ? dialogue.phase().lost() : UNREACHABLE;
            } catch (RefusedException e) {
                return dialogue.isProtected() ? e.outcome() : UNREACHABLE;
            }
            beforeDot.run();
            return finish(connection);
        } catch (IOException e) {
            return UNREACHABLE;
        }
    }

    /** From here on only a reply says that the server has not the message. */
    private SmtpOutcome finish(SmtpConnection connection) {
        try {
            connection.patience(config.finalReplyTimeout());
            var outcome = SmtpOutcome.ofFinal(connection.command("."));
            connection.quit();
            return outcome;
        } catch (IOException e) {
            return new SmtpOutcome.NoReply();
        }
    }
}
