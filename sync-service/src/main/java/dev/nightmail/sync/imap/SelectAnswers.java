package dev.nightmail.sync.imap;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Gathers what EXAMINE or SELECT tells of a mailbox (RFC 9051, section 6.3.3). */
final class SelectAnswers implements ImapSession.Untagged {

    private static final Pattern CODE =
            Pattern.compile(
                    "\\[(UIDVALIDITY|UIDNEXT|HIGHESTMODSEQ) ([0-9]{1,19})]",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern PERMANENT_FLAGS =
            Pattern.compile("\\[PERMANENTFLAGS \\(([^)]{0,4000})\\)]", Pattern.CASE_INSENSITIVE);

    private final FlagAnswers flags = new FlagAnswers(UidSet.ALL);
    private UidSet vanished = UidSet.EMPTY;
    private long exists = -1;
    private long uidValidity;
    private long uidNext;
    private long highestModSeq;
    private Optional<Set<String>> permanentFlags = Optional.empty();

    @Override
    public void accept(String name, long number, ImapScanner rest) throws ImapException {
        switch (name) {
            case "EXISTS" -> exists = number;
            case "OK" -> learn(rest.rest());
            case "VANISHED" -> vanished = vanished.union(VanishedAnswer.read(rest).uids());
            case "FETCH" -> flags.accept(name, number, rest);
            default -> {}
        }
    }

    /** What came of naming what is known. */
    Changes changes() {
        return new Changes(vanished, flags.updates());
    }

    /** In lower case; empty when the server does not tell, which means all. */
    Optional<Set<String>> permanentFlags() {
        return permanentFlags;
    }

    /** EXISTS is the one answer without which nothing can be counted. */
    MailboxStatus status(MailboxName mailbox) throws ImapException {
        if (exists < 0) {
            throw new ImapException(Kind.PROTOCOL, "EXAMINE");
        }
        var modSeq = highestModSeq > 0 ? OptionalLong.of(highestModSeq) : OptionalLong.empty();
        return new MailboxStatus(mailbox, uidValidity, uidNext, exists, modSeq);
    }

    private void learn(String text) {
        var kept = PERMANENT_FLAGS.matcher(text);
        if (kept.lookingAt()) {
            var words = kept.group(1).strip().toLowerCase(Locale.ROOT).split(" +");
            permanentFlags = Optional.of(new TreeSet<>(Arrays.asList(words)));
        }
        var matcher = CODE.matcher(text);
        if (matcher.lookingAt()) {
            long value = MailboxStatus.counter(matcher.group(2));
            switch (matcher.group(1).charAt(3)) {
                case 'V', 'v' -> uidValidity = value;
                case 'N', 'n' -> uidNext = value;
                default -> highestModSeq = value;
            }
        }
    }
}
