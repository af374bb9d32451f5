package dev.nightmail.local;

/** Why the launcher cannot go on, as the one line that the person at the terminal reads. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refusal(String line) {
        super(line);
    }

    public Refusal(String line, Throwable cause) {
        super(line, cause);
    }

    /** The line to show. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
