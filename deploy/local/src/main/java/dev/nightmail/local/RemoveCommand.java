package dev.nightmail.local;

import dev.nightmail.local.up.AddedAccount;
import dev.nightmail.local.up.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code remove}: takes an account out. */
@Command(
        name = "remove",
        description = "Removes the account of an address, with all that was stored of it.",
        mixinStandardHelpOptions = true)
final class RemoveCommand implements Callable<Integer> {
    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "ADDRESS", description = "As ./nightmail status shows it.")
    private String address = "";

    @Override
    public Integer call() {
        new AddedAccount(data.stack(), Screen.standard()).remove(address);
        return 0;
    }
}
