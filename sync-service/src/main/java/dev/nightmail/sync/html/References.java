package dev.nightmail.sync.html;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** Finds every address in a tree, makes those ours that are, and takes the others out of force. */
final class References {

    /** Where the address of an image is kept that was not loaded: no browser looks there. */
    static final String KEPT_ADDRESS = "data-blocked-src";

    /** What goes with all that is within. */
    private static final String FOREIGN =
            "script,style,template,noscript,noembed,noframes,iframe,frame,frameset,object,embed,applet,svg,math,"
                    + "title,textarea,select,option,xmp,plaintext,listing,head,link,meta,base,basefont,bgsound,"
                    + "video,audio,source,track,canvas,portal,fencedframe,marquee,dialog,input,button,isindex,keygen";

    private static final List<String> LOADING =
            List.of(
                    "srcset",
                    "background",
                    "poster",
                    "lowsrc",
                    "dynsrc",
                    "longdesc",
                    "imagesrcset");

    private static final Pattern LINK =
            Pattern.compile(
                    "(?:https?://|mailto:)\\S.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern PICTURE =
            Pattern.compile(
                    "data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=]*+",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern REMOTE_STYLE =
            Pattern.compile("url|image|src|import|\\\\", Pattern.CASE_INSENSITIVE);

    /** Browsers pass over them wherever they stand in an address (URL Standard, section 4.4). */
    private static final Pattern IGNORED = Pattern.compile("[\\t\\n\\r]");

    private static final Pattern HEX = Pattern.compile("%(\\p{XDigit}{2})");

    private final Function<String, Optional<String>> urls;
    private int blocked;

    References(Function<String, Optional<String>> urls) {
        this.urls = urls;
    }

    int blocked() {
        return blocked;
    }

    /** Changes the tree. */
    void disarm(Element root) {
        for (var foreign : root.select(FOREIGN)) {
            blocked += foreign.hasAttr("src") || foreign.hasAttr("href") ? 1 : 0;
            // A frameset can be the root itself, which has no text of its own.
            foreign.empty();
            if (!foreign.equals(root)) {
                foreign.remove();
            }
        }
        root.getAllElements().forEach(this::disarmOne);
    }

    private void disarmOne(Element element) {
        for (var attribute : LOADING) {
            if (element.hasAttr(attribute)) {
                blocked++;
                element.removeAttr(attribute);
            }
        }
        if (REMOTE_STYLE.matcher(element.attr("style")).find()) {
            blocked++;
        }
        element.removeAttr(KEPT_ADDRESS);
        switch (element.normalName()) {
            case "img" -> picture(element);
            case "a", "area" -> link(element);
            default -> element.removeAttr("src").removeAttr("href");
        }
    }

    private void picture(Element img) {
        var address = clean(img.attr("src"));
        img.removeAttr("src");
        var shown = contentId(address).flatMap(urls).or(() -> inline(address));
        if (shown.isPresent()) {
            img.attr("src", shown.get());
        } else if (!address.isEmpty()) {
            blocked++;
            img.attr(KEPT_ADDRESS, address);
        }
    }

    private static Optional<String> inline(String address) {
        return Optional.of(address).filter(text -> PICTURE.matcher(text).matches());
    }

    private static Optional<String> contentId(String address) {
        return Stream.of(address)
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("cid:"))
                .map(text -> decoded(text.substring(4)))
                .findFirst();
    }

    /** A content id in an address is percent-encoded (RFC 2392, section 2). */
    private static String decoded(String cid) {
        return HEX.matcher(cid)
                .replaceAll(hex ->
                        Matcher.quoteReplacement(
                                Character.toString((char) Integer.parseInt(hex.group(1), 16))));
    }

    private static void link(Element link) {
        var address = clean(link.attr("href"));
        link.removeAttr("href").removeAttr("target");
        if (LINK.matcher(address).matches()) {
            link.attr("href", address).attr("target", "_blank");
        }
    }

    private static String clean(String address) {
        return IGNORED.matcher(address).replaceAll("").strip();
    }
}
