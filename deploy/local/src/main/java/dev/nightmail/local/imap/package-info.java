/** The IMAP server that stands in where Dovecot cannot be had. */
@NullMarked
package dev.nightmail.local.imap;

import org.jspecify.annotations.NullMarked;
