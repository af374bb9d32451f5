/**
 * Connections to hosts that users name. A host is vetted when it is connected to, each time, and
 * the address that was vetted is the one connected to: a name that resolves to something else a
 * moment later gains nothing.
 *
 * <pre>
 *   host and port as named ─▶ well-formed? port allowed? ─▶ resolved once ─▶ public, or allowed by setting?
 *        ─▶ that very address is connected to ─▶ TLS, with the certificate checked for the name
 * </pre>
 *
 * <p>Whatever is wrong up to here is one exception without a reason, so that nobody learns from it
 * what there is in a network that only we can see.
 */
@NullMarked
package dev.nightmail.common.net;

import org.jspecify.annotations.NullMarked;
