/**
 * Reads the parts of a message while it arrives.
 *
 * <p>Apache mime4j, which stops at nothing that mail is broken by, does the reading; the limits are
 * ours, since it has none on how deep and how many parts may be, and a message of a few megabytes
 * can hold hundreds of thousands. Not here: headers of messages, and what becomes of the parts.
 */
@NullMarked
package dev.nightmail.sync.mime;

import org.jspecify.annotations.NullMarked;
