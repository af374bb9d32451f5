package dev.nightmail.local.faults;

import dev.nightmail.local.faults.Letters.Age;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Changes the mailboxes of a user by chance, and counts what it did. */
final class Operations {

    /** More are not delivered, and more do not leave at once: a mass deletion is another story. */
    private static final int MOST_MESSAGES = 1_500;

    private static final int MOST_MAILBOXES = 14;
    private static final long HIGHEST_UID = 3_000_000_000L;
    private static final List<String> FLAGS =
            List.of("\\Seen", "\\Flagged", "\\Answered", "\\Deleted", "$Label1", "Todo", "\\Draft");

    /** The server, to a person and to its administrator. */
    interface Server {

        Imap imap();

        /** Sets a counter of a mailbox as only an administrator can. */
        void update(String mailbox, String option, long value);
    }

    private final Server server;
    private final Letters letters;
    private final Random random;
    private final Map<String, Long> done = new TreeMap<>();
    private final Aim aim;
    private long uidValidity = 1_900_000_000L;

    Operations(Server server, Letters letters, Random random) {
        this.server = server;
        this.letters = letters;
        this.random = random;
        aim = new Aim(server, random);
    }

    /** What was said to the server since the last call. */
    List<String> takeTrace() {
        return aim.takeTrace();
    }

    Map<String, Long> done() {
        return done;
    }

    /** One of them; what the server does not allow has been tried. */
    void one() {
        var what = choose();
        try {
            what.run();
        } catch (Imap.SaidNoException no) {
            aim.note("refused");
            count("refused");
        }
    }

    private Runnable choose() {
        int chance = random.nextInt(100);
        if (chance < 34) {
            return () -> deliver(aim.some(), 1 + random.nextInt(random.nextInt(8) == 0 ? 60 : 6));
        } else if (chance < 54) {
            return this::flag;
        } else if (chance < 66) {
            return () -> relocate("MOVE");
        } else if (chance < 71) {
            return () -> relocate("COPY");
        } else if (chance < 84) {
            return this::expunge;
        }
        return chance < 95 ? mailboxes(chance) : this::renumber;
    }

    private Runnable mailboxes(int chance) {
        if (chance < 88) {
            return this::create;
        }
        return chance < 92 ? this::rename : this::delete;
    }

    /** So many into a mailbox that was there before the account. */
    void fill(String mailbox, int messages) {
        for (int i = 0; i < messages; i++) {
            append(mailbox, Age.BEFORE);
        }
    }

    private void deliver(String mailbox, int messages) {
        count("deliver");
        if (total() > MOST_MESSAGES) {
            return;
        }
        for (int i = 0; i < messages; i++) {
            append(mailbox, age(mailbox));
        }
    }

    private Age age(String mailbox) {
        return switch (mailbox) {
            case "Sent", "Drafts" -> Age.NOT_MAIL;
            case "Junk", "Trash" -> Age.ELSEWHERE;
            default -> random.nextInt(10) == 0 ? Age.IMPORTED : Age.NEW;
        };
    }

    private void append(String mailbox, Age age) {
        boolean isOld = age == Age.BEFORE || age == Age.IMPORTED;
        var date = isOld ? " \"01-Feb-2020 10:00:00 +0000\"" : "";
        var letter = letters.next(age);
        aim.note("append %d %s to %s".formatted(letters.count(), age, mailbox));
        server.imap()
                .append(
                        mailbox,
                        "(" + (random.nextBoolean() ? "" : flagged()) + ")" + date,
                        letter);
    }

    private String flagged() {
        var flag = FLAGS.get(random.nextInt(FLAGS.size()));
        return flag.equals("\\Deleted") ? "\\Seen" : flag;
    }

    private void flag() {
        count("flag");
        var uids = aim.pick(aim.some());
        if (!uids.isEmpty()) {
            ask(
                    "UID STORE %s %sFLAGS.SILENT (%s)"
                            .formatted(
                                    uids,
                                    random.nextInt(3) == 0 ? "-" : "+",
                                    FLAGS.get(random.nextInt(FLAGS.size()))));
        }
    }

    private void relocate(String how) {
        count(how.equals("MOVE") ? "move" : "copy");
        var from = aim.someMail();
        var to = random.nextInt(8) == 0 ? "Trash" : aim.someMail();
        var uids = aim.pick(from);
        if (!uids.isEmpty() && !from.equals(to)) {
            ask("UID %s %s %s".formatted(how, uids, Imap.quoted(to)));
        }
    }

    private void expunge() {
        count("expunge");
        var uids = aim.pick(aim.some());
        if (!uids.isEmpty()) {
            ask("UID STORE %s +FLAGS.SILENT (\\Deleted)".formatted(uids));
            ask("UID EXPUNGE " + uids);
        }
    }

    private void create() {
        count("create");
        if (Mailboxes.names(server.imap()).size() < MOST_MAILBOXES) {
            var name = aim.name();
            ask("CREATE " + Imap.quoted(name));
            deliver(name, random.nextInt(10));
        }
    }

    private void rename() {
        count("rename");
        var movable = aim.movable();
        if (!movable.isEmpty()) {
            var before = aim.any(movable);
            var now = aim.name();
            ask("EXAMINE INBOX");
            ask("RENAME %s %s".formatted(Imap.quoted(before), Imap.quoted(now)));
            if (random.nextInt(4) == 0) {
                ask("CREATE " + Imap.quoted(before));
                deliver(before, random.nextInt(5));
            }
        }
    }

    private void delete() {
        count("delete");
        var movable = aim.movable();
        if (movable.size() > 2) {
            var name = aim.any(movable);
            ask("EXAMINE INBOX");
            ask("DELETE " + Imap.quoted(name));
            if (random.nextInt(3) == 0) {
                ask("CREATE " + Imap.quoted(name));
                deliver(name, random.nextInt(8));
            }
        }
    }

    private void renumber() {
        // The administrator's tool takes names in another encoding.
        var mailbox =
                aim.any(
                        Mailboxes.names(server.imap()).stream()
                                .filter(name -> !name.contains("&"))
                                .toList());
        ask("EXAMINE " + Imap.quoted(mailbox));
        var next = uidNext(mailbox);
        if (random.nextBoolean() && next < HIGHEST_UID) {
            count("uid-gap");
            server.update(
                    mailbox,
                    "--min-next-uid",
                    next + 1 + random.nextInt(random.nextInt(4) == 0 ? 50_000_000 : 2_000));
        } else {
            count("uidvalidity");
            aim.note("uidvalidity of " + mailbox);
            server.update(mailbox, "--uid-validity", ++uidValidity);
        }
    }

    private long uidNext(String mailbox) {
        return ask("STATUS %s (UIDNEXT)".formatted(Imap.quoted(mailbox))).stream()
                .filter(line -> line.contains("UIDNEXT "))
                .map(line -> line.replaceAll(".*UIDNEXT (\\d+).*", "$1"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(HIGHEST_UID);
    }

    private long total() {
        return ask("LIST \"\" \"*\" RETURN (STATUS (MESSAGES))").stream()
                .filter(line -> line.contains("(MESSAGES "))
                .map(line -> line.replaceAll(".*\\(MESSAGES (\\d+).*", "$1"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private List<String> ask(String command) {
        return aim.ask(command);
    }

    private void count(String what) {
        done.merge(what, 1L, Long::sum);
    }
}
