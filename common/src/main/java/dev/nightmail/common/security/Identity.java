package dev.nightmail.common.security;

import java.util.UUID;

/**
 * Who calls, as a valid key or token says.
 *
 * @param actor as it stands in jobs and the audit, such as {@code key:018f…}
 */
record Identity(UUID tenant, String actor, Scopes scopes) {}
