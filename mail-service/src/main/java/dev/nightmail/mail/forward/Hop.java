package dev.nightmail.mail.forward;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The passage of one message through one alias.
 *
 * @param alias the address that the mail came for, and that the forward is from
 * @param host of ours, as others know it
 * @param id of the message here
 * @param isSenderProven whether SPF or DKIM has shown that the mail is from whom it says. Without
 *     it an address of our own domain is one that anybody may have written, and would leave with
 *     our signature.
 */
record Hop(String alias, String host, UUID id, Instant at, boolean isSenderProven) {

    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9._-]+");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+");

    Hop {
        if (!ADDRESS.matcher(alias).matches() || !HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("Neither an alias nor a host looks like this");
        }
    }

    String domain() {
        return alias.substring(alias.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    String localPart() {
        return alias.substring(0, alias.lastIndexOf('@'));
    }

    /** Shows no address, for it may end in a log. */
    @Override
    public String toString() {
        return "Hop[" + id + "]";
    }
}
