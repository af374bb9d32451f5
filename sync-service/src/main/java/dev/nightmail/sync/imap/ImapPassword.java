package dev.nightmail.sync.imap;

/** What proves to the server who logs in, by AUTHENTICATE PLAIN or LOGIN; never printed. */
public record ImapPassword(String value) implements Credentials {

    @Override
    public String toString() {
        return "ImapPassword[redacted]";
    }
}
