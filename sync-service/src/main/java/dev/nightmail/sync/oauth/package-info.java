/**
 * Tokens of issuers that vouch for mail accounts (OAuth 2.0: RFC 6749, PKCE: RFC 7636).
 *
 * <p>An access token lives for about an hour and is refreshed 5 to 10 minutes before its end. At
 * most one process refreshes the token of an account at a time, because many issuers take a refresh
 * token once only: who comes second with the same one looks like a thief.
 *
 * <pre>
 *   token not due ─▶ used
 *   due ─▶ lease taken (one UPDATE, committed) ─▶ issuer asked, no transaction open
 *            ├─ answered ─▶ both tokens stored, committed ─▶ used
 *            ├─ invalid_grant ─▶ read again: another's newer token is used, else the owner has to consent anew
 *            └─ away, 5xx, 429 ─▶ lease kept for some seconds ─▶ the old token while it lives, else "later"
 *   due, and another has the lease ─▶ the old token while it lives, else wait for the other's
 *   dies with the lease ─▶ it runs out after 30 s; if the issuer had answered, its answer is lost:
 *            issuers that take the refresh token once more go on, others want the owner's consent
 * </pre>
 *
 * <p>Not here: how consent comes about ({@code dev.nightmail.sync.consent}), and what an account
 * is.
 */
@NullMarked
package dev.nightmail.sync.oauth;

import org.jspecify.annotations.NullMarked;
