/** The local stack: every server that the services need, as child processes of one program. */
@NullMarked
package dev.nightmail.local;

import org.jspecify.annotations.NullMarked;
