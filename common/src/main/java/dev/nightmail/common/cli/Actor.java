package dev.nightmail.common.cli;

/** Who types a command. */
final class Actor {

    private Actor() {}

    /** Such as {@code cli:ada}, as it stands with what a command causes. */
    static String current() {
        return "cli:" + System.getProperty("user.name", "");
    }
}
