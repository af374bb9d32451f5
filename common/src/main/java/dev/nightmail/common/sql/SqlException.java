package dev.nightmail.common.sql;

import java.sql.SQLException;

/** A statement failed. The message holds the statement's text, never its arguments. */
public class SqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String state;

    SqlException(String sql, SQLException cause) {
        super(describe(cause) + " in: " + sql.strip().lines().findFirst().orElse(""), cause);
        this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /**
     * Whether the database was away, or refused to work at all, so that the same statement may
     * succeed later.
     */
    public boolean isOutage() {
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("25006")
                || state.isEmpty();
    }

    /**
     * Whether the server has ended the transaction, because nothing was done in it for too long;
     * nothing of it was committed.
     */
    public boolean isGivenUp() {
        return state.equals("25P03");
    }

    /**
     * Whether the same work may succeed when it is simply done again: deadlock, lost race,
     * time-out, outage.
     */
    public boolean isTransient() {
        return isOutage()
                || isGivenUp()
                || state.startsWith("40")
                || state.equals("55P03")
                || isTimedOut();
    }

    /** Whether the values are what the database cannot keep: no repeat will help. */
    public boolean isDataError() {
        return state.startsWith("22") || state.startsWith("23");
    }

    /** Whether statement or transaction took longer than it may, or somebody cancelled it. */
    public boolean isTimedOut() {
        return state.equals("57014") || state.equals("25P04");
    }

    /**
     * Whether a value itself cannot be kept, whatever else is in the tables: a NUL, a time beyond
     * all times.
     */
    public boolean isValueError() {
        return state.startsWith("22");
    }

    /**
     * PostgreSQL adds the row to its messages; only the code and the first line without values may
     * be kept.
     */
    private static String describe(SQLException cause) {
        return cause.getSQLState() == null ? "no connection" : "SQLSTATE " + cause.getSQLState();
    }
}
