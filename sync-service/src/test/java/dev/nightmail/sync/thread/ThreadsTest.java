package dev.nightmail.sync.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.sql.Access;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that name each other find one thread, in whatever order they come. */
@Tag("S7")
class ThreadsTest {

    private final TestJobs engine = new TestJobs();
    private final Threads threads = Threads.over(engine.sql, engine.ids);
    private final UUID tenant = UUID.randomUUID();
    private UUID account = UUID.randomUUID();

    /** A message by its id, and those that it follows. */
    private record Mail(String id, List<String> follows) {

        static Mail of(String id, String... follows) {
            return new Mail(id, List.of(follows));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void orderOfArrivalDoesNotMatter(long seed) {
        var random = new Random(seed);
        var mails = conversations(random);
        store(mails, 500);
        var expected = partition();
        for (int round = 0; round < 4; round++) {
            account = UUID.randomUUID();
            Collections.shuffle(mails, random);

            store(mails, 1 + random.nextInt(40));

            assertThat(partition()).isEqualTo(expected);
        }
    }

    @Test
    void messageThatLinksTwoThreadsComesLast() {
        store(List.of(Mail.of("a"), Mail.of("c", "b")), 1);
        assertThat(partition()).hasSize(2);
        var oldest = thread("a");

        store(List.of(Mail.of("b", "a")), 1);

        assertThat(partition()).containsExactly(Set.of("a", "b", "c"));
        assertThat(thread("c")).isEqualTo(oldest);
    }

    @Test
    void messagesThatFollowOneThatIsNotHereBelongTogether() {
        store(List.of(Mail.of("x", "away"), Mail.of("y", "away"), Mail.of("z", "other")), 1);

        assertThat(partition()).containsExactlyInAnyOrder(Set.of("x", "y"), Set.of("z"));
    }

    @Test
    void messagesWithoutIdsStayAlone() {
        store(List.of(Mail.of(""), Mail.of("")), 2);

        assertThat(rows().values()).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void smallerThreadMovesIntoTheLargerOneAndIsFoundUnderBothIds() {
        store(
                List.of(Mail.of("small"), Mail.of("l1"), Mail.of("l2", "l1"), Mail.of("l3", "l1")),
                1);
        var small = thread("small");
        var large = thread("l1");

        store(List.of(Mail.of("link", "small", "l1")), 1);

        assertThat(thread("small")).isEqualTo(large);
        assertThat(joined(small)).contains(large);
    }

    @Test
    void threadThatWasJoinedOnceIsFoundAfterItsOwnerIsJoinedToo() {
        store(List.of(Mail.of("a"), Mail.of("b"), Mail.of("ab", "a", "b")), 1);
        store(
                List.of(
                        Mail.of("c1"),
                        Mail.of("c2", "c1"),
                        Mail.of("c3", "c1"),
                        Mail.of("c4", "c1")),
                1);

        store(List.of(Mail.of("all", "b", "c1"), Mail.of("late", "a")), 1);

        assertThat(partition()).hasSize(1);
    }

    @Test
    void accountsDoNotShareThreads() {
        store(List.of(Mail.of("a")), 1);
        var one = thread("a");
        account = UUID.randomUUID();

        store(List.of(Mail.of("a")), 1);

        assertThat(thread("a")).isNotEqualTo(one);
    }

    @Test
    void threadsOfVeryManyMessagesAreNotMoved() {
        for (var name : List.of("p", "q")) {
            var many = new ArrayList<Mail>();
            for (int i = 0; i <= Threads.MOST_MOVED_OF_ONE; i++) {
                many.add(Mail.of(name + i, name));
            }
            store(many, 500);
        }
        store(List.of(Mail.of("link", "p", "q"), Mail.of("r"), Mail.of("rp", "r", "p")), 1);

        assertThat(partition()).hasSize(2);
        assertThat(thread("r")).isEqualTo(thread("p1"));
    }

    @Test
    void idsOfAHugeHeaderAreCountedFromBothEnds() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 10_000; i++) {
            ids.add("id" + i);
        }
        var member = Member.of(UUID.randomUUID(), Optional.of("own"), ids, Optional.empty());

        assertThat(member.names()).hasSize(Member.MOST_NAMES + 1);
        store(List.of(new Mail("huge", ids), Mail.of("root", "id0"), Mail.of("new", "id9999")), 1);
        assertThat(partition()).hasSize(1);
    }

    @Test
    void inReplyToCountsOnlyWithoutReferences() {
        var reply = Optional.of("reply");
        var alone = Member.of(UUID.randomUUID(), Optional.empty(), List.of(), reply);
        var beside = Member.of(UUID.randomUUID(), Optional.empty(), List.of("ref"), reply);

        assertThat(alone.names()).hasSize(1).doesNotContainAnyElementsOf(beside.names());
    }

    /** Trees of which some messages never come, some have no ids, and some name others' roots. */
    private static List<Mail> conversations(Random random) {
        var mails = new ArrayList<Mail>();
        for (int tree = 0; tree < 25; tree++) {
            var ids = new ArrayList<String>();
            for (int i = 0; i < 1 + random.nextInt(12); i++) {
                var id = "m" + tree + "-" + i;
                var follows = new ArrayList<String>();
                if (!ids.isEmpty()) {
                    follows.add(ids.get(random.nextInt(ids.size())));
                }
                if (random.nextInt(20) == 0) {
                    follows.add("m" + random.nextInt(25) + "-0");
                }
                ids.add(id);
                if (random.nextInt(4) > 0) {
                    mails.add(new Mail(id, follows));
                }
            }
        }
        return mails;
    }

    private void store(List<Mail> mails, int pageSize) {
        for (int from = 0; from < mails.size(); from += pageSize) {
            var page = mails.subList(from, Math.min(mails.size(), from + pageSize));
            engine.sql.transact(Access.worker(tenant), () -> storePage(page));
        }
    }

    private void storePage(List<Mail> page) {
        var byMessage = new HashMap<UUID, Mail>();
        page.forEach(mail -> byMessage.put(UUID.randomUUID(), mail));
        var members =
                byMessage.entrySet().stream()
                        .map(each ->
                                Member.of(
                                        each.getKey(),
                                        Optional.of(each.getValue().id()),
                                        each.getValue().follows(),
                                        Optional.empty()))
                        .toList();
        var found = threads.assign(tenant, account, members);
        byMessage.forEach(
                (message, mail) -> insert(message, mail, found.getOrDefault(message, message)));
    }

    private void insert(UUID message, Mail mail, UUID thread) {
        engine.sql.update(
                """
                INSERT INTO sync.message (id, tenant_id, account_id, flags, internal_date, size, subject, message_id,
                                          reference_ids, has_attachments, structure_readable, thread_id)
                VALUES (?, ?, ?, '{}', now(), 1, '', ?, '{}', false, true, ?)
                """,
                message,
                tenant,
                account,
                mail.id(),
                thread);
    }

    private Map<String, UUID> rows() {
        var rows = new HashMap<String, UUID>();
        engine.sql.transact(
                Access.request(tenant),
                () ->
                        engine.sql.query(
                                """
                                SELECT id, message_id, thread_id FROM sync.message WHERE account_id = ?
                                """,
                                row ->
                                        rows.put(
                                                row.getString("message_id")
                                                        + "/"
                                                        + row.getString("id"),
                                                UUID.fromString(row.getString("thread_id"))),
                                account));
        return rows;
    }

    private Set<Set<String>> partition() {
        var byThread = new HashMap<UUID, Set<String>>();
        rows().forEach((message, thread) ->
                byThread.computeIfAbsent(thread, _ -> new HashSet<>()).add(name(message)));
        return Set.copyOf(byThread.values());
    }

    private UUID thread(String id) {
        return rows().entrySet().stream()
                .filter(row -> name(row.getKey()).equals(id))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static String name(String row) {
        return row.substring(0, row.indexOf('/'));
    }

    private Optional<UUID> joined(UUID thread) {
        return engine.sql.transaction(
                Access.request(tenant),
                () ->
                        engine.sql.queryOne(
                                "SELECT into_id::text FROM sync.thread_join WHERE thread_id = ?",
                                row -> UUID.fromString(row.getString(1)),
                                thread));
    }
}
