package dev.nightmail.sync.imap;

/** What proves to a mail server who logs in. */
public sealed interface Credentials permits ImapPassword, AccessToken {}
