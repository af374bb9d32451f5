package dev.nightmail.mail;

import dev.nightmail.common.cli.Launcher;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Serves, or runs a command. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Launcher.main(args);
    }
}
