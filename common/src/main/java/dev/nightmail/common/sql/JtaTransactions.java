package dev.nightmail.common.sql;

import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Those of a service: the pool's connections know the transaction of their thread. */
record JtaTransactions(TransactionManager transactions, DataSource dataSource)
        implements Transactions {

    @Override
    public void begin() {
        try {
            transactions.begin();
        } catch (SystemException | NotSupportedException e) {
            throw new IllegalStateException("No transaction can be begun", e);
        }
    }

    @Override
    public void commit() {
        refuseGivenUp();
        try {
            transactions.commit();
        } catch (Exception e) {
            throw new UnclearCommitException(e);
        }
    }

    @Override
    public void rollback() {
        try {
            transactions.rollback();
        } catch (SystemException e) {
            throw new IllegalStateException("The transaction cannot be rolled back", e);
        }
    }

    @Override
    public boolean isActive() {
        return status() != Status.STATUS_NO_TRANSACTION;
    }

    /** One that the manager has given up, for its time is over, is certainly not committed. */
    private void refuseGivenUp() {
        if (isGivenUp()) {
            rollback();
            throw new TransactionGivenUpException();
        }
    }

    private boolean isGivenUp() {
        return status() != Status.STATUS_ACTIVE;
    }

    private int status() {
        try {
            return transactions.getStatus();
        } catch (SystemException e) {
            throw new IllegalStateException("The transaction manager does not answer", e);
        }
    }

    @Override
    public <T> T use(Use<T> use) throws SQLException {
        // Its pool would say so as it says that the database is away.
        if (isGivenUp()) {
            throw new TransactionGivenUpException();
        }
        try (var connection = dataSource.getConnection()) {
            return use.run(connection);
        }
    }

    @Override
    public void afterCommit(Runnable action) {
        try {
            transactions
                    .getTransaction()
                    .registerSynchronization(
                            new Synchronization() {
                                @Override
                                public void beforeCompletion() {}

                                @Override
                                public void afterCompletion(int status) {
                                    if (status == Status.STATUS_COMMITTED) {
                                        action.run();
                                    }
                                }
                            });
        } catch (SystemException | RollbackException e) {
            throw new IllegalStateException("The transaction is over", e);
        }
    }
}
