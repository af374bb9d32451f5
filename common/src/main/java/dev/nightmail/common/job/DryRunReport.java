package dev.nightmail.common.job;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * What a job would do, found out by doing it and taking it back.
 *
 * @param counts those that the real run would report
 * @param tables rows written, by table; day partitions count as their table
 * @param enqueued jobs that it would enqueue
 * @param facts that it would publish
 * @param effects on the outside, which were not done
 * @param samples ids of the first few things changed, by change
 * @param estimates why some of this is not exact; empty when all of it is
 * @param wouldEnd how the real run would end
 */
@RegisterForReflection
public record DryRunReport(
        Map<String, Long> counts,
        Map<String, Rows> tables,
        long enqueued,
        long facts,
        Map<String, Effects> effects,
        Map<String, List<String>> samples,
        List<String> estimates,
        End wouldEnd) {

    /** What is written to a table, such as {@code jobs.tick}. */
    public Rows rows(String table) {
        return tables.getOrDefault(table, Rows.NONE);
    }

    /** What is done to the outside under a name. */
    public Effects effect(String name) {
        return effects.getOrDefault(name, new Effects(0, List.of()));
    }

    /** How many rows of a table are written. */
    @RegisterForReflection
    public record Rows(long inserted, long updated, long deleted) {

        public static final Rows NONE = new Rows(0, 0, 0);

        public Rows plus(Rows more) {
            return new Rows(
                    inserted + more.inserted, updated + more.updated, deleted + more.deleted);
        }
    }

    /**
     * How often an effect would happen.
     *
     * @param first stable ids of the first few
     */
    @RegisterForReflection
    public record Effects(long times, List<String> first) {}

    /**
     * How the real run's attempt would end.
     *
     * @param outcome as attempts name theirs
     * @param code why; empty for a success
     */
    @RegisterForReflection
    public record End(String outcome, String code) {}
}
