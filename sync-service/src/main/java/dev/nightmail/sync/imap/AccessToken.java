package dev.nightmail.sync.imap;

/**
 * What an issuer vouches with for whoever logs in, by SASL XOAUTH2; never printed.
 *
 * @param source asked at each log-in, since tokens are short-lived
 */
public record AccessToken(Source source) implements Credentials {

    /** Has a token that is valid now. */
    @FunctionalInterface
    public interface Source {

        /**
         * May ask the issuer for a new one.
         *
         * @throws ImapException of kind AUTHENTICATION when the issuer does not vouch any more,
         *     TEMPORARY when it cannot be asked
         */
        String get() throws ImapException;

        /** Likewise, when a server has refused this one; the same again when there is no other. */
        default String insteadOf(String refused) throws ImapException {
            return refused;
        }
    }

    /** The one argument of the mechanism, as Google and Microsoft describe it, not yet encoded. */
    public static String xoauth2(String username, String token) {
        return "user=" + username + "\u0001auth=Bearer " + token + "\u0001\u0001";
    }

    @Override
    public String toString() {
        return "AccessToken[redacted]";
    }
}
