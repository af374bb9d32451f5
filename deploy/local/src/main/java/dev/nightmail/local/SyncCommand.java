package dev.nightmail.local;

import dev.nightmail.local.up.AddedAccount;
import dev.nightmail.local.up.Screen;
import java.io.Console;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sync}: adds a real account and watches its first sync. */
@Command(
        name = "sync",
        description = "Adds an account by its IMAP address and follows its first sync.",
        mixinStandardHelpOptions = true)
final class SyncCommand implements Callable<Integer> {
    @Mixin private DataOption data = new DataOption();

    @Parameters(
            paramLabel = "URL",
            description = "imaps://user@host[:port], or imap:// for STARTTLS.")
    private String url = "";

    @Override
    public Integer call() {
        new AddedAccount(data.stack(), Screen.standard()).add(url, SyncCommand::password);
        return 0;
    }

    private static String password() {
        return Optional.ofNullable(System.getenv("NIGHTMAIL_IMAP_PASSWORD"))
                .orElseGet(SyncCommand::asked);
    }

    private static String asked() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> new String(console.readPassword("password: ")))
                .orElseThrow(() ->
                        new Refusal(
                                "no password: set NIGHTMAIL_IMAP_PASSWORD, or call from a terminal"));
    }
}
