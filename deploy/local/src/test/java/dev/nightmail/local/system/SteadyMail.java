package dev.nightmail.local.system;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Mail that is handed in at a steady pace, by somebody who asks the processes in turn. Whoever gets
 * no 202 cannot know whether the message was taken over, and asks the next process under the same
 * key.
 */
final class SteadyMail implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(150);
    private static final Duration LONGEST = Duration.ofHours(12);

    /** Longer than the patience with one that stands still, and with one that starts. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<CompletableFuture<TestEmail>> handedIn = new ArrayList<>();
    private final TestAccount account;
    private final List<Replica> replicas;
    private final Map<String, Long> refusals = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> stream;
    private volatile boolean stopped;

    /** Begins at once. */
    SteadyMail(TestAccount account, List<Replica> replicas) {
        this.account = account;
        this.replicas = replicas;
        stream = CompletableFuture.supplyAsync(this::handIn, callers);
    }

    private boolean handIn() {
        return Await.until(
                LONGEST,
                BETWEEN,
                () -> {
                    int first = handedIn.size();
                    handedIn.add(CompletableFuture.supplyAsync(() -> accepted(first), callers));
                    return stopped;
                });
    }

    private TestEmail accepted(int first) {
        UUID key = UUID.randomUUID();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int asked = first; ; asked++) {
            try {
                return TestEmail.postSlowOnce(account, replicas.get(asked % replicas.size()), key);
            } catch (Refusal e) {
                refusals.merge(e.line(), 1L, Long::sum);
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    /** Ends it; the messages, each accepted. */
    List<TestEmail> stop() {
        stopped = true;
        stream.join();
        return handedIn.stream().map(CompletableFuture::join).toList();
    }

    /** How often each thing was heard in the place of a 202. */
    Map<String, Long> refusals() {
        return new TreeMap<>(refusals);
    }

    @Override
    public void close() {
        stopped = true;
        callers.shutdownNow();
    }
}
