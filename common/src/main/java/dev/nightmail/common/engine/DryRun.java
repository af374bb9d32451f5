package dev.nightmail.common.engine;

import dev.nightmail.common.job.DryRunReport;
import dev.nightmail.common.job.DryRunReport.Rows;
import dev.nightmail.common.job.Effect;
import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.sql.Access;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An attempt whose chunks are rolled back one by one, and which reports what they would have left.
 * Checkpoint and counts live in memory; the outside is read and not touched.
 */
final class DryRun extends Run {

    private static final int SAMPLES = 5;
    private static final DryRunReport.End PARKED = end(Ending.parked());

    private final Map<String, Rows> tables = new TreeMap<>();
    private final Map<String, Long> performed = new TreeMap<>();
    private final Map<String, List<String>> stableIds = new TreeMap<>();
    private final Map<String, List<String>> samples = new TreeMap<>();
    private final Set<String> estimates = new LinkedHashSet<>();
    private boolean wouldPark;

    DryRun(Tools tools, Claim claim) {
        super(tools, claim);
    }

    @Override
    public boolean isDryRun() {
        return true;
    }

    @Override
    public void estimate(String why) {
        estimates.add(why);
    }

    @Override
    boolean isOver() {
        return false;
    }

    @Override
    public <E extends Exception> void chunk(ChunkWork<E> work) throws E {
        var step = new Step();
        step.written =
                tools().sql()
                        .<Map<String, Rows>, E>rolledBack(
                                Access.worker(tenant()),
                                () -> {
                                    tools().runs().prove(claim());
                                    var before = tools().written().now();
                                    work.run(step);
                                    return tools().written().since(before);
                                });
        step.done();
    }

    @Override
    public <E extends Exception> JobResult complete(ChunkWork<E> work) throws E {
        chunk(work);
        return JobResult.completed();
    }

    @Override
    public EffectState effect(String name) {
        var ids = stableIds.get(name);
        return ids == null
                ? new EffectState.Untouched()
                : new EffectState.Settled(ids.getLast(), "assumed");
    }

    @Override
    List<EffectState.Uncertain> doubts() {
        return List.of();
    }

    @Override
    void repeat(EffectState.Uncertain effect) {}

    @Override
    public <T, E extends Exception> T perform(Effect effect, Act<T, E> act, T assumed) {
        performed.merge(effect.name(), 1L, Long::sum);
        keep(stableIds, effect.name(), effect.maskedId());
        return assumed;
    }

    /** However the real run would end, this one is over, unless it was stopped before. */
    @Override
    Ending planned(Ending ending) {
        var stopped = cancellation().filter(code -> !ending.outcome().equals("completed"));
        return stopped.map(DryRun::endingOfStopped).orElseGet(() -> reported(ending));
    }

    private static Ending endingOfStopped(String code) {
        return switch (code) {
            case Stop.CANCELLED -> Ending.cancelled(code);
            case Stop.TIMED_OUT -> Ending.discarded(code, "");
            default -> Ending.returned(code);
        };
    }

    /** An error is not tried again: somebody waits for the answer. */
    @Override
    Ending unplanned(Ending ending) {
        return switch (ending.outcome()) {
            case "returned", "cancelled" -> ending;
            default -> Ending.discarded(ending.errorCode(), ending.errorText());
        };
    }

    private Ending reported(Ending ending) {
        var counts = ending.outcome().equals("completed") ? ending.counts() : totals(Map.of());
        var effects = new TreeMap<String, DryRunReport.Effects>();
        performed.forEach((name, times) ->
                effects.put(
                        name,
                        new DryRunReport.Effects(times, stableIds.getOrDefault(name, List.of()))));
        var others = new TreeMap<>(tables);
        var jobs = Optional.ofNullable(others.remove("jobs.job")).orElse(Rows.NONE);
        var facts = Optional.ofNullable(others.remove("events.outbox")).orElse(Rows.NONE);
        var report =
                new DryRunReport(
                        tools().codec().toCounts(counts),
                        others,
                        jobs.inserted(),
                        facts.inserted(),
                        effects,
                        samples,
                        List.copyOf(estimates),
                        wouldPark ? PARKED : end(ending));
        return Ending.reported(counts, tools().codec().toJson(report));
    }

    private static DryRunReport.End end(Ending ending) {
        return new DryRunReport.End(ending.outcome(), ending.errorCode());
    }

    private static void keep(Map<String, List<String>> firsts, String name, String id) {
        var ids = firsts.computeIfAbsent(name, key -> new ArrayList<>());
        if (ids.size() < SAMPLES) {
            ids.add(id);
        }
    }

    /** A chunk that is rolled back. */
    private final class Step extends Run.Step {

        private final Map<String, List<String>> named = new TreeMap<>();
        private Map<String, Rows> written = Map.of();

        /** Goes on: the question is how far. */
        @Override
        void exceeded(String name, long total) {
            wouldPark = true;
        }

        @Override
        public void sample(String change, String id) {
            keep(named, change, id);
        }

        @Override
        public void settle(String effect, String outcome) {}

        @Override
        void done() {
            super.done();
            written.forEach((table, rows) -> tables.merge(table, rows, Rows::plus));
            named.forEach((change, ids) -> ids.forEach(id -> keep(samples, change, id)));
        }
    }
}
