package dev.nightmail.common.security;

import dev.nightmail.common.oidc.Tokens;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds who it is that sends a key of ours, or a token of an issuer that the operator trusts. */
@Singleton
class Identities {

    private final ApiKeyRepository keys;
    private final Tokens tokens;

    Identities(ApiKeyRepository keys, Tokens tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    Optional<Identity> find(String presented) {
        return presented.startsWith(ApiKeyRepository.KEY_PREFIX)
                ? keys.findValid(presented)
                : tokens.find(presented)
                        .filter(subject -> keys.hasTenant(subject.tenant()))
                        .map(subject ->
                                new Identity(
                                        subject.tenant(),
                                        subject.actor(),
                                        new Scopes(ours(subject.scopes()))));
    }

    /** Tokens carry scopes of others, too; and none that means all of ours. */
    private static Set<String> ours(Set<String> scopes) {
        return scopes.stream().filter(Scopes.KNOWN::contains).collect(Collectors.toSet());
    }
}
