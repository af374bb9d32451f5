package dev.nightmail.mail.forward;

import dev.nightmail.mail.forward.SrsReturn.Refused;
import dev.nightmail.mail.forward.SrsReturn.Returned;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Sender Rewriting Scheme, guarded form, as Mail::SRS and libsrs2 speak it: a forward leaves
 * under an envelope sender of our domain, which SPF allows us, and a bounce finds back.
 *
 * <pre>
 *   anna@a.example          SRS0=hash=day=a.example=anna@us
 *   SRS0=x=y@b.example      SRS1=hash=b.example==x=y@us      (x=y is theirs, and stays as it is)
 *   SRS1=h=b.example==x=y@c SRS1=hash=b.example==x=y@us      (c is left out of the way back)
 * </pre>
 */
final class Srs {

    /** In characters of base64. The references sign with 4 and accept more. */
    static final int HASH_LENGTH = 4;

    /** In days. */
    static final int MAX_AGE = 21;

    /** RFC 5321, section 4.5.3.1.1. */
    private static final int MAX_LOCAL = 64;

    /** RFC 5321, section 4.5.3.1.3, without the angle brackets. */
    private static final int MAX_ADDRESS = 254;

    /** What is read may be longer than what we write: others are less strict. */
    private static final int MAX_READ = 1000;

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int CYCLE = 1024;

    private static final String LOCAL = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+";
    private static final String DOMAIN = "[A-Za-z0-9._-]+";
    private static final String HASH = "([A-Za-z0-9+/]{" + HASH_LENGTH + ",27})";

    private static final Pattern ADDRESS = Pattern.compile("(" + LOCAL + ")@(" + DOMAIN + ")");

    /** The separator is the local part's, for the way back. */
    private static final Pattern FOREIGN_SRS0 = Pattern.compile("(?i:SRS0)([-+=].+)");

    /** The hash is another's, and of any form. */
    private static final Pattern FOREIGN_SRS1 =
            Pattern.compile("(?i:SRS1)[-+=][^=]*=(" + DOMAIN + ")=([-+=].+)");

    private static final Pattern SRS0 =
            Pattern.compile(
                    "(?i:SRS0)[-+=]" + HASH + "=([A-Za-z2-7]{2})=(" + DOMAIN + ")=(" + LOCAL + ")");
    private static final Pattern SRS1 =
            Pattern.compile("(?i:SRS1)[-+=]" + HASH + "=(" + DOMAIN + ")=([-+=]" + LOCAL + ")");
    private static final Pattern ANY = Pattern.compile("(?i)SRS[01][-+=].*");

    private final String domain;
    private final RotatingMac mac;

    /**
     * @param domain of the addresses made here
     * @param secrets the first signs, all verify
     */
    Srs(String domain, List<byte[]> secrets) {
        this.domain = domain;
        this.mac = new RotatingMac("HmacSHA1", secrets);
    }

    /**
     * The sender under which a forward leaves. The null sender and senders of our domain stay as
     * they are.
     *
     * @return empty when the sender has no such form: quoted, not ASCII, or so long that the result
     *     would pass 64 octets before the at sign, which servers may refuse. Then the way back has
     *     to be remembered instead.
     */
    Optional<String> forward(String sender, Instant at) {
        if (sender.isEmpty()) {
            return Optional.of("");
        }
        return parsed(sender)
                .flatMap(address ->
                        address.group(2).equalsIgnoreCase(domain)
                                ? Optional.of(sender)
                                : rewrite(address.group(1), address.group(2), at));
    }

    private Optional<String> rewrite(String local, String host, Instant at) {
        var srs1 = FOREIGN_SRS1.matcher(local);
        var srs0 = FOREIGN_SRS0.matcher(local);
        if (srs1.matches()) {
            return bounded(guard(srs1.group(1), srs1.group(2)));
        } else if (srs0.matches()) {
            return bounded(guard(host, srs0.group(1)));
        } else if (ANY.matcher(local).matches()) {
            return Optional.empty();
        }
        var stamp = stamp(at);
        return bounded(
                "SRS0=" + sign(stamp + host + local) + "=" + stamp + "=" + host + "=" + local);
    }

    private String guard(String host, String opaque) {
        return "SRS1=" + sign(host + opaque) + "=" + host + "=" + opaque;
    }

    private Optional<String> bounded(String local) {
        var address = local + "@" + domain;
        return local.length() <= MAX_LOCAL && address.length() <= MAX_ADDRESS
                ? Optional.of(address)
                : Optional.empty();
    }

    /**
     * Whom a bounce to the address is for: one hop back. Case may have been lost on the way, of the
     * hash too.
     */
    SrsReturn reverse(String address, Instant at) {
        var parsed = parsed(address);
        if (parsed.isEmpty() || !ANY.matcher(parsed.get().group(1)).matches()) {
            return Refused.NOT_SRS;
        }
        if (!parsed.get().group(2).equalsIgnoreCase(domain)) {
            return Refused.NOT_OURS;
        }
        var local = parsed.get().group(1);
        var srs0 = SRS0.matcher(local);
        var srs1 = SRS1.matcher(local);
        if (srs0.matches()) {
            return reverseDirect(srs0, at);
        }
        return srs1.matches() ? reverseGuarded(srs1) : Refused.MALFORMED;
    }

    private SrsReturn reverseDirect(Matcher srs0, Instant at) {
        var stamp = srs0.group(2);
        if (!isSigned(srs0.group(1), stamp + srs0.group(3) + srs0.group(4))) {
            return Refused.FORGED;
        }
        return age(stamp, at) > MAX_AGE
                ? Refused.EXPIRED
                : new Returned(srs0.group(4) + "@" + srs0.group(3));
    }

    /** Its age is judged by whoever stamped it. */
    private SrsReturn reverseGuarded(Matcher srs1) {
        return isSigned(srs1.group(1), srs1.group(2) + srs1.group(3))
                ? new Returned("SRS0" + srs1.group(3) + "@" + srs1.group(2))
                : Refused.FORGED;
    }

    private static Optional<Matcher> parsed(String address) {
        var matcher = ADDRESS.matcher(address);
        return address.length() <= MAX_READ && matcher.matches()
                ? Optional.of(matcher)
                : Optional.empty();
    }

    private String sign(String text) {
        return encode(mac.sign(lower(text))).substring(0, HASH_LENGTH);
    }

    private boolean isSigned(String hash, String text) {
        return mac.accepted(lower(text))
                .map(full -> encode(full).substring(0, hash.length()))
                .anyMatch(full -> MessageDigest.isEqual(octets(full), octets(hash)));
    }

    private static byte[] octets(String text) {
        return lower(text).getBytes(StandardCharsets.US_ASCII);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String encode(byte[] hash) {
        return Base64.getEncoder().withoutPadding().encodeToString(hash);
    }

    private static String stamp(Instant at) {
        int day = day(at);
        return "" + DIGITS.charAt(day / DIGITS.length()) + DIGITS.charAt(day % DIGITS.length());
    }

    /** In days; what is stamped with a day to come is as old as the cycle is long. */
    private static int age(String stamp, Instant at) {
        var upper = stamp.toUpperCase(Locale.ROOT);
        int day =
                DIGITS.indexOf(upper.charAt(0)) * DIGITS.length() + DIGITS.indexOf(upper.charAt(1));
        return Math.floorMod(day(at) - day, CYCLE);
    }

    private static int day(Instant at) {
        return (int) Math.floorMod(Math.floorDiv(at.getEpochSecond(), 86_400L), (long) CYCLE);
    }
}
