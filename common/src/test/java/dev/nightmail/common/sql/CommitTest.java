package dev.nightmail.common.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.jta.TransactionManager;
import dev.nightmail.common.testkit.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A5")
class CommitTest {

    private final Sql sql = TestDatabase.sql();

    @Test
    void transactionThatWasGivenUpIsCertainlyNotCommitted() {
        assertThatThrownBy(() ->
                        sql.transact(
                                Access.machinery(),
                                () -> TransactionManager.transactionManager().setRollbackOnly()))
                .isInstanceOf(TransactionGivenUpException.class);

        assertThat(sql.<Integer, RuntimeException>transaction(Access.machinery(), () -> 1)).isOne();
    }

    /**
     * What is checked at the commit fails there as an outage does, and would be repeated for ever.
     */
    @Test
    void noConstraintWaitsForTheCommit() {
        var deferred =
                sql.transaction(
                        Access.machinery(),
                        () ->
                                sql.query(
                                        "SELECT conname FROM pg_constraint WHERE condeferrable",
                                        row -> row.getString(1)));

        assertThat(deferred).isEmpty();
    }
}
