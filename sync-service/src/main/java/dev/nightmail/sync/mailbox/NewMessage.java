package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.imap.FetchedMessage;
import dev.nightmail.sync.message.MessageHeader;
import java.util.UUID;

/** A message that was fetched and read, and waits to be stored. */
record NewMessage(UUID id, FetchedMessage fetched, MessageHeader header) {}
