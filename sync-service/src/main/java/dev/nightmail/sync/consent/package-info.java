/**
 * Accounts that an issuer vouches for come about here: somebody begins, consents at the issuer, and
 * comes back (OAuth 2.0, authorization code with PKCE: RFC 6749, section 4.1, RFC 7636, RFC 9700).
 *
 * <pre>
 *   POST /api/oauth/logins (a key) ─▶ state and verifier made and kept, ten minutes ─▶ the issuer's address
 *   the person consents there ─▶ GET /api/oauth/callback?state&amp;code (nobody's key)
 *        state known, and not yet used ─▶ taken, which is the only time ─▶ code and verifier for tokens
 *        ─▶ account, tokens and first sync in one transaction, in the name of who has begun
 *   a state that is unknown, over or used: 400, and nothing is told
 * </pre>
 *
 * <p>The state is bound to tenant and caller: it is 256 random bits of which only a hash is kept,
 * and everything else stands beside the hash. Who dies after the state was taken begins anew.
 *
 * <p>Not here: what becomes of the tokens ({@code dev.nightmail.sync.oauth}). Who sends somebody
 * the address of a consent page gets the mailbox of whoever consents to it; that page says to whom.
 */
@NullMarked
package dev.nightmail.sync.consent;

import org.jspecify.annotations.NullMarked;
