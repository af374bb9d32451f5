/**
 * The far end of outgoing mail: an SMTP server that keeps all it accepts, with an inbox to look at.
 */
@NullMarked
package dev.nightmail.local.sink;

import org.jspecify.annotations.NullMarked;
