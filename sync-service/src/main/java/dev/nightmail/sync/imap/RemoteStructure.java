package dev.nightmail.sync.imap;

import java.util.List;
import java.util.Optional;

/**
 * What a server says of how a message is made.
 *
 * @param size of the whole message, in bytes; 0 when it does not tell
 * @param parts those that have none within; empty when the structure cannot be read
 */
public record RemoteStructure(long size, Optional<List<RemotePart>> parts) {}
