package dev.nightmail.mail.smtp;

import dev.nightmail.common.net.HostResolver;
import dev.nightmail.common.net.VettedHosts;
import dev.nightmail.common.security.TrustedCertificates;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;

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
     * Offers the message once. One recipient's refusal keeps it from nobody else.
     *
     * @param message as in RFC 5322, with CRLF line ends
     */
    public SmtpResult send(
            SmtpServer server, Envelope envelope, byte[] message, BeforeDot beforeDot) {
        if (server.login().proof() == SmtpLogin.Proof.NONE) {
            return nobody(envelope, new SmtpOutcome.NotSent("token-expired"));
        }
        try (var connection =
                SmtpConnection.open(
                        hosts.resolve(server.host(), server.port()),
                        config.connectTimeout(),
                        config.replyTimeout())) {
            var dialogue = new Dialogue(connection, server);
            var outcome = converse(dialogue, envelope, message, beforeDot);
            return SmtpResult.of(dialogue.phase(), envelope, outcome, dialogue.refused());
        } catch (IOException e) {
            return nobody(envelope, UNREACHABLE);
        }
    }

    private SmtpOutcome converse(
            Dialogue dialogue, Envelope envelope, byte[] message, BeforeDot beforeDot) {
        try {
            dialogue.begin(trusted.socketFactory());
            dialogue.offer(envelope, message);
        } catch (IOException e) {
            return dialogue.isProtected() ? dialogue.phase().lost() : UNREACHABLE;
        } catch (RefusedException e) {
            return dialogue.isProtected() ? e.outcome() : UNREACHABLE;
        }
        beforeDot.isReached(dialogue.refused());
        return dialogue.finish(config.finalReplyTimeout());
    }

    private static SmtpResult nobody(Envelope envelope, SmtpOutcome why) {
        return SmtpResult.of(Phase.CONNECT, envelope, why, Map.of());
    }
}
