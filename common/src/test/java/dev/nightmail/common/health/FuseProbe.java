package dev.nightmail.common.health;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A reading that a service adds: breakers, each of a far side. */
final class FuseProbe implements Probe {

    int blown;

    @Override
    public String name() {
        return "fuses";
    }

    @Override
    public List<Reading> look(Instant now) {
        return IntStream.range(0, blown)
                .mapToObj(number ->
                        Reading.of("breaker", "fuse-" + number).when(true, Trouble.BREAKER_OPEN))
                .toList();
    }
}
