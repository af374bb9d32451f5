package dev.nightmail.mail.forward;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The header block that a forward leaves with.
 *
 * <p>A sender of another domain would fail DMARC as soon as anything of the message changes, and
 * SPF in any case. So the forward is from the alias: the sender's name is shown, the original field
 * stays in {@code X-Original-From}, and answers go to {@code Reply-To}.
 *
 * <p>The sender's own {@code DKIM-Signature} always covers From (RFC 6376, section 5.4). Where From
 * is replaced it cannot verify any more and is dropped: a broken signature says no more than none,
 * and filters hold it against the message. Where From stays, so does the signature.
 */
final class ForwardHeaders {

    static final String ORIGINAL_FROM = "X-Original-From";

    /** RFC 5322, section 3.3. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /** Return-Path is written where mail comes to rest (RFC 5321, section 4.4). */
    private static final Set<String> OF_ONE_HOP = Set.of("Return-Path", ORIGINAL_FROM);

    private static final Set<String> REPLACED = Set.of("From", "DKIM-Signature");

    private final LoopToken tokens;

    ForwardHeaders(LoopToken tokens) {
        this.tokens = tokens;
    }

    /** Tokens that other aliases have written stay: each knows its own. */
    HeaderBlock rewrite(HeaderBlock original, Hop hop) {
        var kept = original.without(OF_ONE_HOP);
        var above = new ArrayList<HeaderField>();
        above.add(received(hop));
        above.add(HeaderField.of(LoopToken.FIELD, tokens.of(hop.alias())));
        var author = Author.of(kept.all("From"));
        if (hop.isSenderProven() && author.isWithin(hop.domain())) {
            return kept.below(above);
        }
        above.add(author.via(hop));
        above.addAll(replyTo(kept, author));
        kept.all("From").forEach(from -> above.add(from.renamed(ORIGINAL_FROM)));
        return kept.without(REPLACED).below(above);
    }

    private static List<HeaderField> replyTo(HeaderBlock original, Author author) {
        return original.has("Reply-To")
                ? List.of()
                : author.field().map(from -> from.renamed("Reply-To")).stream().toList();
    }

    private static HeaderField received(Hop hop) {
        return HeaderField.of(
                "Received",
                "by %s (Nightmail) id %s;\r\n\t%s"
                        .formatted(hop.host(), hop.id(), DATE.format(hop.at())));
    }
}
