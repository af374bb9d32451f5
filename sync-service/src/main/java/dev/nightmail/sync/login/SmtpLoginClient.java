package dev.nightmail.sync.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmail.common.net.HostResolver;
import dev.nightmail.common.net.VerifiedTls;
import dev.nightmail.sync.imap.AccessToken;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ImapPassword;
import dev.nightmail.sync.imap.TlsMode;
import dev.nightmail.sync.login.SmtpLines.Reply;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/** Logs in at a submission server (RFC 6409) and takes leave: no mail is sent. */
final class SmtpLoginClient {

    private final SSLSocketFactory tls;
    private final HostResolver hosts;
    private final Duration patience;

    /**
     * @param patience for the connection, and for each reply
     */
    SmtpLoginClient(SSLSocketFactory tls, HostResolver hosts, Duration patience) {
        this.tls = tls;
        this.hosts = hosts;
        this.patience = patience;
    }

    LoginAnswer logIn(SmtpEndpoint endpoint) {
        try (var socket = new Socket();
                var secured = reach(socket, endpoint)) {
            return logIn(new SmtpLines(secured), endpoint);
        } catch (UnreachableException _) {
            return LoginAnswer.UNREACHABLE;
        } catch (ImapException noToken) {
            return LoginCheck.answer(noToken);
        } catch (IOException _) {
            return LoginAnswer.UNAVAILABLE;
        }
    }

    /** TLS has never stood. */
    private static final class UnreachableException extends IOException {

        private static final long serialVersionUID = 1L;

        UnreachableException() {
            super("unreachable");
        }
    }

    private Socket reach(Socket socket, SmtpEndpoint endpoint) throws UnreachableException {
        try {
            var address = hosts.resolve(endpoint.host(), endpoint.port());
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            socket.connect(address, Math.toIntExact(patience.toMillis()));
            if (endpoint.tls() == TlsMode.STARTTLS) {
                startTls(new SmtpLines(socket));
            }
            return VerifiedTls.over(socket, endpoint.host(), tls);
        } catch (IOException _) {
            throw new UnreachableException();
        }
    }

    private static void startTls(SmtpLines plain) throws IOException {
        expect(plain.reply());
        var extensions = plain.hello();
        if (extensions.parameters("STARTTLS").isEmpty()) {
            throw new ProtocolException("STARTTLS is not offered");
        }
        expect(plain.command("STARTTLS"));
        if (plain.hasUnread()) {
            throw new ProtocolException("Text was slipped in before TLS");
        }
    }

    private static LoginAnswer logIn(SmtpLines lines, SmtpEndpoint endpoint) throws IOException {
        if (endpoint.tls() == TlsMode.IMPLICIT) {
            expect(lines.reply());
        }
        var extensions = lines.hello();
        expect(extensions);
        var reply = authenticate(lines, endpoint, extensions.parameters("AUTH"));
        if (reply.isPositive()) {
            lines.command("QUIT");
        }
        return answer(reply);
    }

    private static Reply authenticate(
            SmtpLines lines, SmtpEndpoint endpoint, List<String> mechanisms) throws IOException {
        return switch (endpoint.credentials()) {
            case AccessToken(var source) when mechanisms.contains("XOAUTH2") -> {
                var proof = AccessToken.xoauth2(endpoint.username(), source.get());
                yield ended(lines, lines.command("AUTH XOAUTH2 " + base64(proof)));
            }
            case ImapPassword(var password) when mechanisms.contains("PLAIN") -> {
                var both = "\0" + endpoint.username() + "\0" + password;
                yield lines.command("AUTH PLAIN " + base64(both));
            }
            case ImapPassword(var password) when mechanisms.contains("LOGIN") -> {
                expectMore(lines.command("AUTH LOGIN"));
                expectMore(lines.command(base64(endpoint.username())));
                yield lines.command(base64(password));
            }
            case AccessToken _, ImapPassword _ -> new Reply(535, List.of());
        };
    }

    /** A refused token is told as a challenge first, which an empty line answers. */
    private static Reply ended(SmtpLines lines, Reply reply) throws IOException {
        return reply.isIntermediate() ? lines.command("") : reply;
    }

    /** RFC 4954, sections 4 and 6: 454 is for the moment, 432 takes the owner. */
    private static LoginAnswer answer(Reply reply) {
        return switch (reply.code()) {
            case 421, 450, 451, 452, 454 -> LoginAnswer.UNAVAILABLE;
            case 432 -> LoginAnswer.LOGIN_REFUSED;
            default ->
                    reply.isPositive()
                            ? LoginAnswer.OK
                            : reply.code() / 100 == 5
                                    ? LoginAnswer.LOGIN_REFUSED
                                    : LoginAnswer.UNAVAILABLE;
        };
    }

    private static void expect(Reply reply) throws IOException {
        if (!reply.isPositive()) {
            throw new ProtocolException("Refused with " + reply.code());
        }
    }

    private static void expectMore(Reply reply) throws IOException {
        if (!reply.isIntermediate()) {
            throw new ProtocolException("Refused with " + reply.code());
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
