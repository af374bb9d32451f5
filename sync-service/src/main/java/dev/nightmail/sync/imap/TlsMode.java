package dev.nightmail.sync.imap;

/** How a connection becomes a TLS connection; there is no plain one (RFC 8314, section 3). */
public enum TlsMode {
    /** TLS from the first byte, by custom on port 993. */
    IMPLICIT,
    /** A plain greeting, then STARTTLS before anything else; refused if the server lacks it. */
    STARTTLS
}
