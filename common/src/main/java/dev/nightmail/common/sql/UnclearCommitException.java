package dev.nightmail.common.sql;

/** The commit was sent and no clear answer came: it may have happened, or not. */
public class UnclearCommitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnclearCommitException(Throwable cause) {
        super("It is not known whether the transaction was committed", cause);
    }
}
