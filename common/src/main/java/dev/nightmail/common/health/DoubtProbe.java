package dev.nightmail.common.health;

import dev.nightmail.common.setting.InForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What puts "once" in doubt: effects of which nobody knows, and writes that came too late. */
@ApplicationScoped
class DoubtProbe implements Probe {

    private final LiveRepository live;
    private final InForce<AlertConfig> settings;

    DoubtProbe(LiveRepository live, InForce<AlertConfig> settings) {
        this.live = live;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "doubts";
    }

    @Override
    public List<Reading> look(Instant now) {
        var effects =
                live.uncertain(now, settings.now().uncertain()).stream()
                        .map(kind ->
                                Reading.of("effects", kind.name())
                                        .with("uncertain", kind.number())
                                        .with("oldestSeconds", kind.oldestSeconds())
                                        .when(true, Trouble.EFFECT_UNCERTAIN));
        var writes =
                live.staleWrites(now.minus(settings.now().staleWrite())).entrySet().stream()
                        .map(kind ->
                                Reading.of("staleWrites", kind.getKey())
                                        .with("refused", kind.getValue())
                                        .when(true, Trouble.STALE_WRITE));
        return Stream.concat(effects, writes).toList();
    }
}
