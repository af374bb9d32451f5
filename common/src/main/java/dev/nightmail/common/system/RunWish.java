package dev.nightmail.common.system;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is wanted of a job that is to run now; all of it may be left out.
 *
 * @param args as the kind has them
 * @param tenant whose job it is, in a signed call; with a key it is always the key's
 */
@RegisterForReflection
record RunWish(
        Optional<Map<String, Object>> args, Optional<Boolean> dryRun, Optional<UUID> tenant) {

    static final RunWish NONE = new RunWish(Optional.empty(), Optional.empty(), Optional.empty());
}
