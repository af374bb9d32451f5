package dev.nightmail.common.security;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.sql.SqlException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;

/** Who makes the present request. */
@RequestScoped
public class Caller {

    private Optional<Identity> identity = Optional.empty();
    private Optional<SqlException> outage = Optional.empty();

    /** The tenant whose rows the caller may see. */
    public UUID tenant() {
        return identity.orElseThrow().tenant();
    }

    /** As it stands in jobs and the audit, such as {@code key:018f…} or {@code sub:corp:4711}. */
    public String actor() {
        return identity.orElseThrow().actor();
    }

    public Scopes scopes() {
        return identity.orElseThrow().scopes();
    }

    /**
     * For what lets in whom it likes ({@link Open}).
     *
     * @throws Problem 401 when nobody is known, 403 without the scope
     * @throws SqlException while the database is away, which would know
     */
    public void require(String scope) {
        outage.ifPresent(failure -> {
            throw failure;
        });
        if (!identity.orElseThrow(Problem::unauthorized).scopes().allow(scope)) {
            throw Problem.scopeMissing(scope);
        }
    }

    /** False also for one who is not known, where such are let in ({@link Open}). */
    public boolean may(String scope) {
        return identity.map(known -> known.scopes().allow(scope)).orElse(false);
    }

    /** One of those who run the installation; false also for one who is not known. */
    public boolean isOperator() {
        return identity.map(known -> known.tenant().equals(Ids.NIL)).orElse(false);
    }

    /**
     * @throws Problem 403 for everybody else
     */
    public void requireOperator() {
        if (!isOperator()) {
            throw Problem.operatorsOnly();
        }
    }

    /** Whoever it is, the database is away. */
    void cannotBeKnown(SqlException failure) {
        outage = Optional.of(failure);
    }

    void is(Identity known) {
        identity = Optional.of(known);
    }
}
