package dev.nightmail.common.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** How what belongs together begins and ends, and over which connection. */
interface Transactions {

    /** What is done with the connection of the present transaction. */
    @FunctionalInterface
    interface Use<T> {
        T run(Connection connection) throws SQLException;
    }

    void begin();

    /**
     * @throws TransactionGivenUpException when it has not happened
     * @throws UnclearCommitException when it is not known whether it happened
     */
    void commit();

    void rollback();

    boolean isActive();

    /**
     * @throws TransactionGivenUpException when it can no longer be committed
     */
    <T> T use(Use<T> use) throws SQLException;

    /** Runs the action after the present transaction has committed, and never if it does not. */
    void afterCommit(Runnable action);
}
