/**
 * Tokens of issuers that the operator trusts (OpenID Connect, RFC 7519), beside our own keys.
 *
 * <p>A token is looked at in this order: it is a signed JWT; its {@code iss} is a configured
 * issuer; its algorithm is RS256 or ES256, whatever else a key could do; its key is one of the
 * issuer's, by {@code kid}; the signature holds; audience and times fit; it names a tenant that the
 * issuer may speak for. Whatever fails, the caller is told the same: 401.
 *
 * <p>Keys are read from the issuer at the first need, again every 10 minutes, and for a {@code kid}
 * that is not known; at most every 30 s, whoever asks. While the issuer is away, known keys go on,
 * and for others the answer is 503: it may be a good one.
 */
@NullMarked
package dev.nightmail.common.oidc;

import org.jspecify.annotations.NullMarked;
