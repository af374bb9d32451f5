package dev.nightmail.local;

import dev.nightmail.local.server.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code down}: stops services, then servers. */
@Command(name = "down", description = "Stops all that runs.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    @Mixin private DataOption data = new DataOption();

    @Override
    public Integer call() {
        List<String> stopped = new ArrayList<>(data.stack().stop());
        stopped.addAll(Servers.stop(data.layout()));
        System.out.println(
                stopped.isEmpty() ? "nothing ran" : "stopped " + String.join(", ", stopped));
        return 0;
    }
}
