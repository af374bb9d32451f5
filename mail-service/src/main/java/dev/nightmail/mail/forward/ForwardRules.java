package dev.nightmail.mail.forward;

import dev.nightmail.mail.forward.Verdict.Forward;
import dev.nightmail.mail.forward.Verdict.Loop;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether mail for an alias goes on, and whether it may be answered by a notice. */
final class ForwardRules {

    /** RFC 5321, section 6.3, asks for at least 100 where nothing else stops a loop. */
    static final int MAX_HOPS = 50;

    private static final Set<String> BULK = Set.of("bulk", "junk", "list");

    /** RFC 2919, RFC 2369. */
    private static final List<String> LISTS = List.of("List-Id", "List-Post", "List-Unsubscribe");

    /** Local parts that no person reads (RFC 3834, section 2; RFC 5321, section 4.5.5). */
    private static final Pattern MACHINE =
            Pattern.compile("(?i)(?:mailer-daemon|owner-.*|.*-(?:request|owner))@.*");

    private static final Pattern COMMENT = Pattern.compile("\\([^()]*+\\)");

    private final LoopToken tokens;

    ForwardRules(LoopToken tokens) {
        this.tokens = tokens;
    }

    /**
     * @param sender of the envelope; empty for the null sender
     */
    Verdict judge(HeaderBlock headers, String sender, String alias) {
        boolean isOurs =
                headers.all(LoopToken.FIELD).stream()
                        .anyMatch(field -> tokens.isOf(alias, field.value().strip()));
        if (isOurs) {
            return Loop.BEEN_HERE;
        }
        if (headers.all("Received").size() > MAX_HOPS) {
            return Loop.TOO_MANY_HOPS;
        }
        return new Forward(!isAutomatic(headers, sender));
    }

    private static boolean isAutomatic(HeaderBlock headers, String sender) {
        return sender.isEmpty()
                || MACHINE.matcher(sender).matches()
                || headers.all("Auto-Submitted").stream()
                        .anyMatch(field -> !word(field).equals("no"))
                || headers.all("Precedence").stream().anyMatch(field -> BULK.contains(word(field)))
                || LISTS.stream().anyMatch(headers::has)
                || headers.all("Content-Type").stream()
                        .anyMatch(field -> word(field).equals("multipart/report"));
    }

    /** The value's first word, without comments and parameters (RFC 3834, section 5). */
    private static String word(HeaderField field) {
        var value = COMMENT.matcher(field.value()).replaceAll(" ");
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
