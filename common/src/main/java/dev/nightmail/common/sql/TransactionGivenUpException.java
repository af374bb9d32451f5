package dev.nightmail.common.sql;

/** The transaction took too long, or was marked to be rolled back; nothing of it was committed. */
public class TransactionGivenUpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TransactionGivenUpException() {
        super("The transaction was given up before its commit");
    }
}
