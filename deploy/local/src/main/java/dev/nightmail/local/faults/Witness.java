package dev.nightmail.local.faults;

import dev.nightmail.local.faults.Letters.Age;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Remembers which message had which id, and complains when that changes or too much is told. */
final class Witness {

    private final Letters letters;
    private final Map<String, Long> numberOf = new HashMap<>();
    private final Map<String, String> identityOf = new HashMap<>();
    private final Map<String, Long> numberOfIdentity = new HashMap<>();
    private final Map<Long, String> identityOfNumber = new HashMap<>();
    private final Map<Long, String> partsOfNumber = new HashMap<>();
    private Map<Long, Set<String>> before = new HashMap<>();
    private Map<String, String> placesBefore = new HashMap<>();
    private Map<String, Stored.Known> knownBefore = Map.of();
    private long filledAt = Long.MAX_VALUE;

    Witness(Letters letters) {
        this.letters = letters;
    }

    /** All mailboxes have been seen: what is delivered from now on is received. */
    void filled() {
        filledAt = Math.min(filledAt, letters.count());
    }

    /**
     * What is wrong with ids after a round, in which nothing changed while it was synced if still.
     */
    List<String> judge(Mailboxes server, Stored stored, boolean isStill) {
        var complaints = new ArrayList<String>();
        var now = new HashMap<Long, Set<String>>();
        var places = new HashMap<String, String>();
        stored.byName()
                .forEach((name, box) ->
                        Optional.ofNullable(server.byName().get(name))
                                .ifPresent(mailbox ->
                                        join(name, mailbox, box)
                                                .forEach(found -> {
                                                    now.computeIfAbsent(
                                                                    found.number(),
                                                                    number -> new HashSet<>())
                                                            .add(found.id());
                                                    places.put(found.place(), found.id());
                                                    know(found, stored, complaints);
                                                })));
        stored.known().forEach((id, known) -> identityOf.putIfAbsent(id, known.identity()));
        if (isStill) {
            now.forEach((number, ids) -> compare(number, ids, complaints));
            compareThreads(stored, complaints);
        }
        places.forEach((place, id) -> {
            var then = placesBefore.get(place);
            if (then != null && !then.equals(id)) {
                complaints.add("%s was %s, is %s".formatted(place, then, id));
            }
        });
        before = now;
        placesBefore = places;
        knownBefore = stored.known();
        return complaints;
    }

    /** A message stays in its thread, or goes with it into another. */
    private void compareThreads(Stored stored, List<String> complaints) {
        stored.known()
                .forEach((id, known) -> {
                    var then = knownBefore.get(id);
                    if (then != null && then.isPlaced() && known.isPlaced()) {
                        var thread = stored.joins().getOrDefault(then.thread(), then.thread());
                        if (!thread.equals(known.thread())) {
                            complaints.add(
                                    "message %s was in thread %s, is in %s"
                                            .formatted(id, thread, known.thread()));
                        }
                    }
                });
    }

    /** A letter on the server that is stored under this id. */
    private record Found(long number, String id, String place) {}

    private static List<Found> join(String name, Mailboxes.Mailbox mailbox, Stored.Box box) {
        var found = new ArrayList<Found>();
        box.ids()
                .forEach((uid, id) -> {
                    var letter = mailbox.letters().get(uid);
                    if (letter != null) {
                        var place = name + "/" + mailbox.uidValidity() + "/" + uid;
                        found.add(new Found(letter.number(), id, place));
                    }
                });
        return found;
    }

    private void know(Found found, Stored stored, List<String> complaints) {
        long number = found.number();
        var id = found.id();
        var known = stored.known().get(id);
        var identity = known == null ? "" : known.identity();
        var parts = known == null ? "" : known.parts();
        var wereParts = partsOfNumber.putIfAbsent(number, parts);
        if (wereParts != null && !wereParts.equals(parts)) {
            complaints.add(
                    "letter %d has %s as message %s, had %s"
                            .formatted(number, parts, id, wereParts));
        }
        var earlier = identityOfNumber.putIfAbsent(number, identity);
        var other = numberOfIdentity.putIfAbsent(identity, number);
        boolean isSame =
                (earlier == null || earlier.equals(identity)) && (other == null || other == number);
        long wasNumber = number(id);
        numberOf.put(id, number);
        if (!isSame || (wasNumber != 0 && wasNumber != number)) {
            complaints.add(
                    "letter %d is message %s, which was letter %s"
                            .formatted(number, id, wasNumber));
        }
    }

    /** 0 when none is known: what came and went in one round may be known by an equal one later. */
    private long number(String id) {
        return numberOf.getOrDefault(
                id, numberOfIdentity.getOrDefault(identityOf.getOrDefault(id, ""), 0L));
    }

    private void compare(long number, Set<String> ids, List<String> complaints) {
        var then = before.getOrDefault(number, Set.of());
        long kept = ids.stream().filter(then::contains).count();
        if (kept < Math.min(then.size(), ids.size())) {
            complaints.add("letter %d had ids %s, has %s".formatted(number, then, ids));
        }
    }

    /**
     * What is wrong with the mail that was told to have been received.
     *
     * @param received how often, by the message's id
     */
    List<String> judge(Map<String, Integer> received, Mailboxes server) {
        var complaints = new ArrayList<String>();
        var times = new HashMap<Long, Integer>();
        received.forEach((id, count) -> {
            long number = number(id);
            if (number > 0) {
                times.merge(number, count, Integer::sum);
            } else if (count > 1) {
                complaints.add("message %s was received %d times".formatted(id, count));
            }
        });
        times.forEach((number, count) -> {
            var age = letters.age(number);
            if (count > 1 || age == Age.BEFORE || age == Age.IMPORTED || age == Age.NOT_MAIL) {
                complaints.add(
                        "letter %d (%s) was received %d times".formatted(number, age, count));
            }
        });
        server.byName()
                .forEach((name, mailbox) ->
                        mailbox.letters().values().stream()
                                .filter(letter ->
                                        letter.number() > filledAt
                                                && letters.age(letter.number()) == Age.NEW)
                                .filter(letter -> !times.containsKey(letter.number()))
                                .forEach(letter ->
                                        complaints.add(
                                                "letter %d in %s was not received"
                                                        .formatted(letter.number(), name))));
        return complaints;
    }
}
