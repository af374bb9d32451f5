package dev.nightmail.mail.bounce;

/** In which form a report came. */
public enum Form {
    /** RFC 3464, with or without RFC 6533. */
    STANDARD,
    QMAIL,
    EXIM,
    POSTFIX,
    SENDMAIL,
    EXCHANGE,
    GMAIL,
    YAHOO,
    OTHER
}
