package dev.nightmail.mail.forward;

/** What came of reading the header block of a message. */
sealed interface HeaderReading {

    record Intact(HeaderBlock block) implements HeaderReading {}

    /** Why the message is not touched. */
    enum Unreadable implements HeaderReading {
        /** Over {@link HeaderBlock#MAX_OCTETS}. */
        TOO_LARGE,
        /** Over {@link HeaderBlock#MAX_FIELDS}. */
        TOO_MANY_FIELDS,
        /** CR without LF, or NUL: readers differ on where a line ends (RFC 5322, section 2.2). */
        STRAY_CONTROL,
        /** A line that neither begins a field nor goes on with one. */
        NOT_A_FIELD
    }
}
