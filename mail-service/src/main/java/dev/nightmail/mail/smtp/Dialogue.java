package dev.nightmail.mail.smtp;

import dev.nightmail.mail.smtp.SmtpOutcome.NotSent;
import dev.nightmail.mail.smtp.SmtpServer.Tls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLSocketFactory;

/** One conversation with a server, from its greeting to the reply to the final dot. */
final class Dialogue {

    private final SmtpConnection connection;
    private final SmtpServer server;
    private Phase phase = Phase.GREETING;
    private List<String> extensions = List.of();
    private final Map<String, SmtpOutcome> refused = new LinkedHashMap<>();
    private boolean isProtected;

    Dialogue(SmtpConnection connection, SmtpServer server) {
        this.connection = connection;
        this.server = server;
    }

    Phase phase() {
        return phase;
    }

    /** The recipients that the server has refused so far. */
    Map<String, SmtpOutcome> refused() {
        return Map.copyOf(refused);
    }

    /** Whether TLS stands. */
    boolean isProtected() {
        return isProtected;
    }

    /** Ends in a connection that is protected and logged in. */
    void begin(SSLSocketFactory tls) throws IOException, RefusedException {
        if (server.tls() == Tls.IMPLICIT) {
            phase = Phase.TLS;
            connection.protect(tls, server.host());
            isProtected = true;
        }
        phase = Phase.GREETING;
        expect(2, connection.reply());
        hello();
        if (server.tls() == Tls.STARTTLS) {
            startTls(tls);
            hello();
        }
        logIn(server.login());
    }

    /**
     * Ends where the server has the whole message but the final dot. Commands go together where the
     * server reads them so (RFC 2920).
     */
    void offer(Envelope envelope, byte[] message) throws IOException, RefusedException {
        var recipients = envelope.recipients();
        boolean together = extensions.contains("PIPELINING");
        if (together) {
            connection.send(mail(envelope, message));
            for (var recipient : recipients) {
                connection.send(rcpt(recipient));
            }
            connection.send("DATA");
        }
        phase = Phase.MAIL;
        expect(2, together ? connection.reply() : connection.command(mail(envelope, message)));
        phase = Phase.RCPT;
        for (var recipient : recipients) {
            hear(recipient, together ? connection.reply() : connection.command(rcpt(recipient)));
        }
        if (refused.size() == recipients.size()) {
            throw new RefusedException(Objects.requireNonNull(refused.get(recipients.getLast())));
        }
        phase = Phase.DATA;
        expect(3, together ? connection.reply() : connection.command("DATA"));
        connection.text(message);
        if (!connection.isWaiting()) {
            throw new RefusedException(phase.refusedBy(connection.reply()));
        }
        phase = Phase.DOT;
    }

    /** Only a reply says from here on that the server has not the message. */
    SmtpOutcome finish(Duration patience) {
        try {
            connection.patience(patience);
            var reply = connection.command(".");
            var outcome =
                    reply.code() / 100 == 2
                            ? new SmtpOutcome.Accepted(reply)
                            : phase.refusedBy(reply);
            phase = Phase.REPLIED;
            connection.quit();
            return outcome;
        } catch (IOException e) {
            return new SmtpOutcome.NoReply();
        }
    }

    /** What a recipient is refused for keeps the message from nobody else. */
    private void hear(String recipient, SmtpReply reply) throws RefusedException {
        if (reply.code() / 100 == 2) {
            return;
        }
        var outcome = phase.refusedBy(reply);
        if (outcome instanceof NotSent) {
            throw new RefusedException(outcome);
        }
        refused.put(recipient, outcome);
    }

    /** The size that counts dots once (RFC 1870). */
    private String mail(Envelope envelope, byte[] message) {
        var size = isSaid("SIZE") ? " SIZE=" + message.length : "";
        return "MAIL FROM:<" + envelope.sender() + ">" + size;
    }

    private static String rcpt(String recipient) {
        return "RCPT TO:<" + recipient + ">";
    }

    private void hello() throws IOException, RefusedException {
        phase = Phase.EHLO;
        expect(2, connection.command("EHLO " + literal(connection.localAddress())));
        extensions =
                connection.words().stream().map(word -> word.toUpperCase(Locale.ROOT)).toList();
    }

    private void startTls(SSLSocketFactory tls) throws IOException, RefusedException {
        phase = Phase.TLS;
        if (!extensions.contains("STARTTLS")) {
            throw new RefusedException(new NotSent("starttls-not-offered"));
        }
        expect(2, connection.command("STARTTLS"));
        connection.protect(tls, server.host());
        isProtected = true;
    }

    private void logIn(SmtpLogin login) throws IOException, RefusedException {
        phase = Phase.AUTH;
        switch (login.proof()) {
            case PASSWORD -> logInByPassword(login);
            case TOKEN -> logInByToken(login);
            case NONE -> throw new RefusedException(new NotSent("token-expired"));
        }
    }

    private void logInByPassword(SmtpLogin login) throws IOException, RefusedException {
        if (isOffered("PLAIN")) {
            var both = "\0" + login.username() + "\0" + login.secret();
            expect(2, connection.command("AUTH PLAIN " + encode(both)));
        } else if (isOffered("LOGIN")) {
            expect(3, connection.command("AUTH LOGIN"));
            expect(3, connection.command(encode(login.username())));
            expect(2, connection.command(encode(login.secret())));
        } else {
            throw new RefusedException(new NotSent("auth-not-offered"));
        }
    }

    /** A refused token is told as a challenge first, which an empty line answers. */
    private void logInByToken(SmtpLogin login) throws IOException, RefusedException {
        if (!isOffered("XOAUTH2")) {
            throw new RefusedException(new NotSent("auth-not-offered"));
        }
        var proof =
                "user=" + login.username() + "\u0001auth=Bearer " + login.secret() + "\u0001\u0001";
        var reply = connection.command("AUTH XOAUTH2 " + encode(proof));
        expect(2, reply.code() / 100 == 3 ? connection.command("") : reply);
    }

    private boolean isSaid(String extension) {
        return extensions.stream().anyMatch(line -> line.split(" ", 2)[0].equals(extension));
    }

    private boolean isOffered(String mechanism) {
        return extensions.stream()
                .map(extension -> Arrays.asList(extension.split("[ =]", -1)))
                .anyMatch(words -> words.getFirst().equals("AUTH") && words.contains(mechanism));
    }

    private void expect(int firstDigit, SmtpReply reply) throws RefusedException {
        if (reply.code() / 100 != firstDigit) {
            connection.quit();
            throw new RefusedException(phase.refusedBy(reply));
        }
    }

    /** We have no name that a server could look up (RFC 5321, section 4.1.3). */
    private static String literal(String address) {
        return address.contains(":") ? "[IPv6:" + address + "]" : "[" + address + "]";
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
