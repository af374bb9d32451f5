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
        var command =
                switch (endpoint.credentials()) {
                    case ImapPassword(var password) ->
                            byPassword(session, endpoint.username(), password);
                    case AccessToken(var source) ->
                            byToken(session, endpoint.username(), source.get());
                };
        session.forgetCapabilities();
        session.command(command, Kind.AUTHENTICATION, ImapSession.IGNORE);
        if (session.capabilities().isEmpty()) {
            session.command("CAPABILITY", ImapSession.IGNORE);
        }
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
    private static String byToken(ImapSession session, String username, String token)
            throws ImapException {
        if (!session.can("AUTH=XOAUTH2")) {
            throw new ImapException(Kind.AUTHENTICATION, "AUTHENTICATE");
        }
        return "AUTHENTICATE XOAUTH2 " + base64(AccessToken.xoauth2(username, token));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
