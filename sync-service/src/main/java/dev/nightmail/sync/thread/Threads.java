package dev.nightmail.sync.thread;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds the threads of messages, some hundreds at a time; the story is in the package comment. */
@ApplicationScoped
public class Threads {

    /** Threads of more messages are not moved. */
    static final int MOST_MOVED_OF_ONE = 1_000;

    /** Messages that a page moves at most, of all threads. */
    static final int MOST_MOVED = 5_000;

    private static final int AT_ONCE = 500;

    /** As PostgreSQL sorts them: Java compares UUIDs by signed halves. */
    private static final Comparator<UUID> OLDEST_FIRST = Comparator.comparing(UUID::toString);

    private final ThreadRepository threads;
    private final Ids ids;

    Threads(ThreadRepository threads, Ids ids) {
        this.threads = threads;
        this.ids = ids;
    }

    /** For one who puts the parts together by hand. */
    public static Threads over(Sql sql, Ids ids) {
        return new Threads(new ThreadRepository(sql), ids);
    }

    /**
     * The threads of messages that are about to be stored, by message; those that are found to
     * belong together are joined. In the transaction of a running job, which no other of the
     * account runs beside.
     */
    public Map<UUID, UUID> assign(UUID tenant, UUID account, Collection<Member> members) {
        var groups = new Groups();
        members.forEach(member -> groups.joinAll(member.names()));
        var names = groups.all();
        var known = names.isEmpty() ? Map.<UUID, UUID>of() : threads.find(account, names);
        known.forEach(groups::join);
        var chosen = choose(tenant, account, candidates(groups, known.values()));
        var fresh = new HashMap<UUID, UUID>();
        for (var name : names) {
            var thread = chosen.computeIfAbsent(groups.of(name), _ -> ids.next());
            if (!known.containsKey(name)) {
                fresh.put(name, thread);
            }
        }
        if (!fresh.isEmpty()) {
            threads.remember(tenant, account, fresh);
        }
        return members.stream()
                .collect(Collectors.toMap(Member::message, m -> threadOf(m, groups, chosen)));
    }

    /**
     * Finds the threads of messages that were stored before there were any, in chunks of their own.
     */
    public void catchUp(JobContext job, UUID account) {
        boolean isDone = job.isDryRun() || !job.read(() -> threads.hasWithout(account));
        while (!isDone) {
            int[] found = {0};
            job.chunk(chunk -> {
                var some = threads.listWithout(account, AT_ONCE);
                found[0] = some.size();
                if (!some.isEmpty()) {
                    threads.put(assign(job.tenant(), account, some));
                }
            });
            isDone = found[0] == 0;
        }
    }

    private UUID threadOf(Member member, Groups groups, Map<UUID, UUID> chosen) {
        return member.names().stream()
                .findFirst()
                .map(name -> chosen.getOrDefault(groups.of(name), member.message()))
                .orElseGet(ids::next);
    }

    /** The threads that are known of each group. */
    private static Map<UUID, Set<UUID>> candidates(Groups groups, Collection<UUID> known) {
        var candidates = new HashMap<UUID, Set<UUID>>();
        for (var thread : known) {
            candidates
                    .computeIfAbsent(groups.of(thread), _ -> new TreeSet<>(OLDEST_FIRST))
                    .add(thread);
        }
        return candidates;
    }

    /** One thread for each group: the largest of its candidates, and of those the oldest. */
    private Map<UUID, UUID> choose(UUID tenant, UUID account, Map<UUID, Set<UUID>> candidates) {
        var rivals =
                candidates.values().stream()
                        .filter(several -> several.size() > 1)
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet());
        var counts = threads.count(rivals, MOST_MOVED_OF_ONE + 1);
        var chosen = new HashMap<UUID, UUID>();
        var into = new LinkedHashMap<UUID, UUID>();
        long moved = 0;
        for (var group : candidates.entrySet()) {
            var largest = largest(group.getValue(), counts);
            chosen.put(group.getKey(), largest);
            for (var other : without(largest, group.getValue())) {
                long messages = counts.getOrDefault(other, 0L);
                if (messages <= MOST_MOVED_OF_ONE && moved + messages <= MOST_MOVED) {
                    moved += messages;
                    into.put(other, largest);
                }
            }
        }
        if (!into.isEmpty()) {
            threads.join(tenant, account, into);
        }
        return chosen;
    }

    private static UUID largest(Set<UUID> threads, Map<UUID, Long> counts) {
        return threads.stream()
                .max(
                        Comparator.comparing((UUID thread) -> counts.getOrDefault(thread, 0L))
                                .thenComparing(OLDEST_FIRST.reversed()))
                .orElseThrow();
    }

    private static List<UUID> without(UUID one, Set<UUID> threads) {
        var others = new HashSet<>(threads);
        others.remove(one);
        return others.stream().sorted(OLDEST_FIRST).toList();
    }
}
