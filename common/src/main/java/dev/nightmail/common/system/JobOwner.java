package dev.nightmail.common.system;

import dev.nightmail.common.security.Caller;
import dev.nightmail.common.sql.Access;
import java.util.UUID;

/**
 * Whose a job is, who wants it, and with what rights.
 *
 * @param isOperator whether who wants it may see the inside
 * @param isNamed whether the tenant is only said, and may not exist
 */
record JobOwner(UUID tenant, String actor, Access access, boolean isOperator, boolean isNamed) {

    static JobOwner of(Caller caller) {
        return new JobOwner(
                caller.tenant(),
                caller.actor(),
                Access.request(caller.tenant()),
                caller.isOperator(),
                false);
    }

    /** Who has a secret may name any tenant, and the system's own. */
    static JobOwner signed(UUID tenant) {
        return new JobOwner(tenant, "signature", Access.machinery(), true, true);
    }
}
