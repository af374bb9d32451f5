package dev.nightmail.sync.account;

import dev.nightmail.sync.imap.ImapEndpoint;
import dev.nightmail.sync.login.SmtpEndpoint;

/** Where an account's mail is read and handed in, and as whom. */
record Login(ImapEndpoint reading, SmtpEndpoint sending) {}
