package dev.nightmail.sync.imap;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out what a server means by NO, BAD or BYE: by its response code, else by known words. */
final class Refusal {

    private static final Pattern CODE = Pattern.compile("\\[([A-Za-z0-9-]{1,40})[ \\]]");

    /** How Gmail, Outlook, Yahoo and Dovecot ask for patience when they give no code. */
    private static final Pattern THROTTLED =
            Pattern.compile("too many|throttl|rate limit|bandwidth|maximum number of connections");

    private Refusal() {}

    /**
     * Makes an exception of a refusal.
     *
     * @param text what follows NO, BAD or BYE
     * @param fallback what it means without a code
     */
    static ImapException of(String command, String text, Kind fallback) {
        var matcher = CODE.matcher(text);
        Optional<ResponseCode> code =
                matcher.lookingAt() ? ResponseCode.of(matcher.group(1)) : Optional.empty();
        if (code.isPresent()) {
            return new ImapException(code.get().kind(), command, code);
        }
        boolean throttled = THROTTLED.matcher(text.toLowerCase(Locale.ROOT)).find();
        return new ImapException(throttled ? Kind.THROTTLED : fallback, command);
    }
}
