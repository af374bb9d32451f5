package dev.nightmail.common.cli;

/** What commands tell the shell. */
final class ExitCode {

    static final int SUCCESS = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;

    /** EX_TEMPFAIL of sysexits.h: another run of the same job is alive. */
    static final int ALREADY_RUNNING = 75;

    /** EX_CONFIG of sysexits.h: the service cannot start so, however often it is tried. */
    static final int WRONG_SETTING = 78;

    private ExitCode() {}
}
