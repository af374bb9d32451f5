package dev.nightmail.common.cli;

/** What commands tell the shell. */
final class ExitCode {

    static final int SUCCESS = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;

    /** EX_TEMPFAIL of sysexits.h: another run of the same job is alive. */
    static final int ALREADY_RUNNING = 75;

    private ExitCode() {}
}
