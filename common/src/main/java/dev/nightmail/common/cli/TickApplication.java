package dev.nightmail.common.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightmail.common.engine.Engine;
import dev.nightmail.common.schedule.DueWork;
import dev.nightmail.common.schedule.ScheduleCatalogue;
import dev.nightmail.common.schedule.WrittenTick;
import dev.nightmail.common.system.CronRun;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.util.List;

/** A service that inserts what is due and ends. */
@Singleton
public class TickApplication implements QuarkusApplication {

    private final Engine engine;
    private final ScheduleCatalogue schedules;
    private final CronRun cron;

    TickApplication(Engine engine, ScheduleCatalogue schedules, CronRun cron) {
        this.engine = engine;
        this.schedules = schedules;
        this.cron = cron;
    }

    /**
     * What is declared is published first: there may be no resident process that has done so.
     *
     * @param texts {@code json}, or anything else for people
     */
    @Override
    public int run(String... texts) {
        engine.publish();
        schedules.publish();
        var found = cron.run();
        System.out.println(List.of(texts).contains("json") ? json(found) : text(found));
        return ExitCode.SUCCESS;
    }

    private static String text(DueWork.Found found) {
        var lines = new StringBuilder();
        found.ticks()
                .forEach(tick ->
                        lines.append(
                                "%s  %s  %s%n"
                                        .formatted(tick.schedule(), tick.due(), tick.reason())));
        return lines + "%d ticks, %d swept".formatted(found.ticks().size(), found.swept());
    }

    private static String json(DueWork.Found found) {
        var nodes = JsonNodeFactory.instance;
        var ticks = nodes.arrayNode();
        found.ticks().forEach(tick -> ticks.add(toJson(tick)));
        var all = nodes.objectNode();
        all.set("ticks", ticks);
        return all.put("swept", found.swept()).toPrettyString();
    }

    private static ObjectNode toJson(WrittenTick tick) {
        var node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("schedule", tick.schedule())
                        .put("due", tick.due().toString())
                        .put("moments", tick.moments())
                        .put("reason", tick.reason());
        tick.job().ifPresent(job -> node.put("job", job.toString()));
        return node;
    }
}
