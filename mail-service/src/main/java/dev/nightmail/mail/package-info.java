/** Sends the users' mail: never twice, never lost. */
@NullMarked
package dev.nightmail.mail;

import org.jspecify.annotations.NullMarked;
