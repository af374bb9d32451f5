package dev.nightmail.common.oidc;

import java.util.Set;
import java.util.UUID;

/**
 * Whom a valid token speaks of.
 *
 * @param actor such as {@code sub:corp:4711}; what could be an address stands there as a digest
 * @param scopes as in the token, with those of others
 */
public record Subject(UUID tenant, String actor, Set<String> scopes) {}
