package dev.nightmail.local.up;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a sync did not succeed, in words for the person at the terminal.
 *
 * @param text what the account shows: the command, its kind of failure, the server's code
 */
record SyncError(String text) {
    private static final Pattern CODE = Pattern.compile("\\[([A-Z]+)]$");

    /**
     * A sentence without its full stop.
     *
     * @param server what to call the server
     */
    String about(String server) {
        if (text.equals("unreachable")) {
            return server + " cannot be reached over TLS (its name, port and certificate?)";
        }
        if (text.contains(": AUTHENTICATION")) {
            return server + refused();
        }
        return text.equals("throttled")
                ? server + " asks for patience"
                : "the sync did not succeed: " + text;
    }

    private String refused() {
        Matcher code = CODE.matcher(text);
        boolean expired = code.find() && code.group(1).equals("EXPIRED");
        return expired ? " says that the password has expired" : " refuses the password";
    }
}
