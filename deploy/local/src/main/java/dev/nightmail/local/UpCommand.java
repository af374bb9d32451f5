package dev.nightmail.local;

import dev.nightmail.local.up.SampleFill;
import dev.nightmail.local.up.Screen;
import dev.nightmail.local.up.Up;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}: the whole stack, with mail in it. */
@Command(
        name = "up",
        description =
                "Starts servers and services; the first time adds an account with sample mail.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private final SampleFill sample;

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--port-base", description = "Use this port and the 24 after it.")
    private Optional<Integer> portBase = Optional.empty();

    UpCommand(SampleFill sample) {
        this.sample = sample;
    }

    @Override
    public Integer call() {
        new Up(data.root(), data.layout(), Screen.standard()).run(portBase, sample);
        return 0;
    }
}
