/**
 * How soon new mail is stored of accounts that are listened to: two thousand connections that wait
 * at Dovecot, in INBOXes of which a few get mail each second.
 */
@NullMarked
package dev.nightmail.bench.push;

import org.jspecify.annotations.NullMarked;
