package dev.nightmail.common.health;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an alert is about. */
public enum Trouble {
    FAILURES_IN_A_ROW(
            Severity.CRITICAL, "The last attempts of a kind have failed, one after the other."),
    FAR_TOO_SLOW(
            Severity.CRITICAL, "An attempt takes twice its expected time, or longer than it may."),
    NO_SUCCESS(Severity.CRITICAL, "What is due by a schedule has not succeeded in its time."),
    NOTHING_RAN(Severity.CRITICAL, "Nothing at all has run for a day."),
    BREAKER_OPEN(
            Severity.CRITICAL, "A far side fails so often that nothing is sent there for now."),
    EFFECT_UNCERTAIN(
            Severity.CRITICAL,
            "Nobody knows whether something outside has happened, and for too long."),
    STALE_WRITE(
            Severity.CRITICAL,
            "A process wrote for a job that was no longer its own; the write was refused."),
    NO_SCHEDULER(Severity.CRITICAL, "Nobody walks a service's schedules."),
    TWO_SCHEDULERS(Severity.WARNING, "Quartz and cron both walk a service's schedules."),
    SLOW(Severity.WARNING, "An attempt takes one and a half times its expected time."),
    FAILING(Severity.WARNING, "Too many fail."),
    MANY_WAIT(Severity.WARNING, "Too many jobs wait in a queue."),
    LONG_WAIT(Severity.WARNING, "Something has waited for too long."),
    MANY_DISCARDED(Severity.WARNING, "Too many jobs of a queue have failed for good today."),
    QUARANTINE(
            Severity.WARNING,
            "A job was set aside, because three processes that ran it have died."),
    UNHEALTHY_LEDGER(Severity.WARNING, "What is stored of a mailbox is not what its server says.");

    private final Severity severity;
    private final String meaning;

    /** How urgent it is. */
    enum Severity {
        CRITICAL,
        WARNING;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Trouble(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    /** Empty for one of another release. */
    public static Optional<Trouble> find(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /** In a sentence, for people. */
    public String meaning() {
        return meaning;
    }

    Severity severity() {
        return severity;
    }

    Verdict verdict() {
        return switch (severity) {
            case CRITICAL -> Verdict.FAIL;
            case WARNING -> Verdict.WARN;
        };
    }

    /** As it stands in rows and facts, such as {@code no-success}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
