package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.util.Base64;

/** Proves to the server who we are, by the strongest way that both sides know. */
final class ImapLogin {

    private ImapLogin() {}

    static void logIn(ImapSession session, ImapEndpoint endpoint) throws ImapException {
        if (session.capabilities().isEmpty()) {
            session.command("CAPABILITY", ImapSession.IGNORE);
        }
        switch (endpoint.credentials()) {
            case ImapPassword(var password) ->
                    authenticate(session, byPassword(session, endpoint.username(), password));
            case AccessToken(var source) -> logIn(session, endpoint.username(), source);
        }
        if (session.capabilities().isEmpty()) {
            session.command("CAPABILITY", ImapSession.IGNORE);
        }
    }

    /** A token may end before its time: a refused one is replaced, once. */
    private static void logIn(ImapSession session, String username, AccessToken.Source source)
            throws ImapException {
        if (!session.can("AUTH=XOAUTH2")) {
            throw new ImapException(Kind.AUTHENTICATION, "AUTHENTICATE");
        }
        var token = source.get();
        try {
            authenticate(session, byToken(username, token));
        } catch (ImapException refused) {
            if (refused.kind() != Kind.AUTHENTICATION || !session.isUsable()) {
                throw refused;
            }
            var other = source.insteadOf(token);
            if (other.equals(token)) {
                throw refused;
            }
            authenticate(session, byToken(username, other));
        }
    }

    private static void authenticate(ImapSession session, String command) throws ImapException {
        session.forgetCapabilities();
        session.command(command, Kind.AUTHENTICATION, ImapSession.IGNORE);
    }

    /** PLAIN in one round trip (RFC 4616, RFC 4959), else LOGIN, which every server has. */
    private static String byPassword(ImapSession session, String username, String password)
            throws ImapException {
        if (session.can("AUTH=PLAIN") && session.can("SASL-IR")) {
            return "AUTHENTICATE PLAIN " + base64("\0" + username + "\0" + password);
        }
        if (session.can("LOGINDISABLED") || ImapString.hasControl(username + password)) {
            throw new ImapException(Kind.AUTHENTICATION, "LOGIN");
        }
        return "LOGIN "
                + ImapString.quoted(ImapString.utf8Bytes(username))
                + " "
                + ImapString.quoted(ImapString.utf8Bytes(password));
    }

    /** A refusal comes as a challenge first, which the session answers with an empty line. */
    private static String byToken(String username, String token) {
        return "AUTHENTICATE XOAUTH2 " + base64(AccessToken.xoauth2(username, token));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
