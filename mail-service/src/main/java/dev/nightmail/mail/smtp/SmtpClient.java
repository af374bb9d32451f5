package dev.nightmail.mail.smtp;

import dev.nightmail.common.security.TrustedCertificates;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Hands messages in at servers. */
@Singleton
public class SmtpClient {

    private final SmtpConfig config;
    private final TrustedCertificates trusted;

    SmtpClient(SmtpConfig config, TrustedCertificates trusted) {
        this.config = config;
        this.trusted = trusted;
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
        try (var connection =
                SmtpConnection.open(server, config.connectTimeout(), config.replyTimeout())) {
            var dialogue = new Dialogue(connection);
            try {
                dialogue.begin(server, trusted.socketFactory());
                dialogue.offer(envelope, message);
            } catch (IOException e) {
                return dialogue.phase().lost();
            }
            beforeDot.run();
            return finish(connection);
        } catch (RefusedException e) {
            return e.outcome();
        } catch (IOException e) {
            return Phase.CONNECT.lost();
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
