package dev.nightmail.sync.ledger;

import dev.nightmail.sync.ledger.LedgerView.Line;
import dev.nightmail.sync.ledger.LedgerView.Reasons;
import dev.nightmail.sync.reading.MailboxView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** Adds up the ledger of an account. */
final class Lines {

    private Lines() {}

    /**
     * Of its mailboxes.
     *
     * @param quarantined by mailbox and reason
     */
    static LedgerView ledger(
            List<MailboxView> mailboxes, Map<UUID, Map<String, Long>> quarantined) {
        var lines =
                mailboxes.stream()
                        .map(each -> line(each, quarantined.getOrDefault(each.id(), Map.of())))
                        .toList();
        var synced = lines.stream().filter(Line::selected).toList();
        boolean isVerified = synced.stream().allMatch(line -> line.verifiedAt().isPresent());
        return new LedgerView(
                !synced.isEmpty() && synced.stream().allMatch(Line::complete),
                synced.stream().mapToLong(Line::exists).sum(),
                synced.stream().mapToLong(Line::stored).sum(),
                sum(synced, Line::skipped),
                sum(synced, Line::quarantined),
                isVerified ? oldest(synced) : Optional.empty(),
                lines);
    }

    private static Line line(MailboxView mailbox, Map<String, Long> quarantined) {
        return new Line(
                mailbox.id(),
                mailbox.name(),
                mailbox.selected(),
                mailbox.complete(),
                mailbox.exists(),
                mailbox.stored(),
                skipped(mailbox),
                new Reasons(mailbox.quarantined(), quarantined),
                mailbox.verifiedAt(),
                mailbox.problem());
    }

    private static Reasons skipped(MailboxView mailbox) {
        var reasons = new TreeMap<String, Long>();
        mailbox.skipped().forEach(each -> reasons.merge(each.reason(), each.messages(), Long::sum));
        return new Reasons(reasons.values().stream().mapToLong(Long::longValue).sum(), reasons);
    }

    private static Reasons sum(List<Line> lines, Function<Line, Reasons> part) {
        var reasons = new TreeMap<String, Long>();
        for (var line : lines) {
            part.apply(line).reasons().forEach((reason, n) -> reasons.merge(reason, n, Long::sum));
        }
        return new Reasons(lines.stream().mapToLong(l -> part.apply(l).total()).sum(), reasons);
    }

    private static Optional<Instant> oldest(List<Line> lines) {
        return lines.stream()
                .flatMap(line -> line.verifiedAt().stream())
                .min(Comparator.naturalOrder());
    }
}
