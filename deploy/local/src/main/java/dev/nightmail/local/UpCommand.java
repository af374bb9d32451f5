package dev.nightmail.local;

import dev.nightmail.local.up.SampleFill;
import dev.nightmail.local.up.Screen;
import dev.nightmail.local.up.Up;
import java.time.Instant;
import java.time.InstantSource;
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

    @Option(
            names = "--begun",
            hidden = true,
            description = "When the script began, in seconds since 1970.")
    private Optional<Long> begun = Optional.empty();

    UpCommand(SampleFill sample) {
        this.sample = sample;
    }

    @Override
    public Integer call() {
        Instant begin =
                begun.map(Instant::ofEpochSecond).orElseGet(InstantSource.system()::instant);
        new Up(data.root(), data.layout(), Screen.standard()).run(portBase, sample, begin);
        return 0;
    }
}
