package dev.nightmail.local;

import dev.nightmail.local.up.Screen;
import dev.nightmail.local.up.StackStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: what runs, what is ready, and how the accounts are. */
@Command(
        name = "status",
        description =
                "Says what runs and how the accounts are; exit 1 when something does not run.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Mixin private DataOption data = new DataOption();

    @Override
    public Integer call() {
        return new StackStatus(data.stack(), Screen.standard()).show() ? 0 : 1;
    }
}
