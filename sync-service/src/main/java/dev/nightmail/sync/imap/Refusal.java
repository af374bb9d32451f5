package dev.nightmail.sync.imap;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out what a server means by NO, BAD or BYE: by its response code, else by known words. */
final class Refusal {

    private static final Pattern CODE = Pattern.compile("\\[([A-Za-z0-9-]{1,40})[ \\]]");

    /** How Gmail, Outlook, Yahoo and Dovecot ask for patience when they give no code. */
    private static final Pattern THROTTLED =
            Pattern.compile(
                    "too many|throttl|rate limit|bandwidth|maximum number of connections"
                            + "|suggested backoff time");

    /**
     * What is said to a log-in and passes; said of a message, it may not. Outlook says the first
     * when it knows the user and cannot open the mailbox, for the moment or because it is
     * another's.
     */
    private static final Pattern TEMPORARY =
            Pattern.compile(
                    "authenticated but not connected|server unavailable|service (is )?unavailable"
                            + "|server (is )?busy|temporar|try again later|internal (server )?error");

    /** Outlook's, in milliseconds. */
    private static final Pattern BACKOFF =
            Pattern.compile("suggested backoff time: ?(\\d{1,15})(?: ?(milliseconds|ms))?");

    private static final Duration LONGEST_BACKOFF = Duration.ofHours(1);

    private Refusal() {}

    /**
     * Makes an exception of a refusal.
     *
     * @param text what follows NO, BAD or BYE
     * @param fallback what it means without a code
     */
    static ImapException of(String command, String text, Kind fallback) {
        var words = text.toLowerCase(Locale.ROOT);
        var matcher = CODE.matcher(text);
        Optional<ResponseCode> code =
                matcher.lookingAt() ? ResponseCode.of(matcher.group(1)) : Optional.empty();
        var kind =
                code.map(known -> known.kind(fallback)).orElseGet(() -> byWords(words, fallback));
        return new ImapException(kind, command, code, backoff(words));
    }

    private static Kind byWords(String words, Kind fallback) {
        if (THROTTLED.matcher(words).find()) {
            return Kind.THROTTLED;
        }
        boolean isLogin = fallback == Kind.AUTHENTICATION;
        return isLogin && TEMPORARY.matcher(words).find() ? Kind.TEMPORARY : fallback;
    }

    /** A server that asks for days, or for nothing, is given an hour, or a second. */
    private static Optional<Duration> backoff(String words) {
        var matcher = BACKOFF.matcher(words);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var asked = Duration.ofMillis(Math.max(1000, Long.parseLong(matcher.group(1))));
        return Optional.of(asked.compareTo(LONGEST_BACKOFF) < 0 ? asked : LONGEST_BACKOFF);
    }
}
