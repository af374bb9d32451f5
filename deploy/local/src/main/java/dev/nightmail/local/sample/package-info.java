/** Sample mailboxes, the same for the same seed. */
@NullMarked
package dev.nightmail.local.sample;

import org.jspecify.annotations.NullMarked;
