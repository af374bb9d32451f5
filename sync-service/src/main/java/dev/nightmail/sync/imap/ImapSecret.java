package dev.nightmail.sync.imap;

/** What proves to the server who logs in; never printed. */
public sealed interface ImapSecret {

    /** A password, sent by AUTHENTICATE PLAIN or LOGIN. */
    record Password(String value) implements ImapSecret {
        @Override
        public String toString() {
            return "Password[redacted]";
        }
    }

    /** An OAuth 2.0 access token, sent by AUTHENTICATE XOAUTH2. */
    record AccessToken(String value) implements ImapSecret {
        @Override
        public String toString() {
            return "AccessToken[redacted]";
        }
    }
}
