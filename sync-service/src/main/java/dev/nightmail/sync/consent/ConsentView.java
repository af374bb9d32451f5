package dev.nightmail.sync.consent;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * Where the owner of the mailbox is sent to.
 *
 * @param url the issuer's, with a state that counts once
 */
@RegisterForReflection
record ConsentView(String url, Instant expiresAt) {}
