package dev.nightmail.sync.body;

import dev.nightmail.sync.html.HtmlSanitizer;
import dev.nightmail.sync.html.TextForms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A body as it is shown, in both forms whichever the message has.
 *
 * @param html harmless
 * @param blocked how many addresses of others were taken out of it
 * @param truncated whether the message says more
 */
record FinishedBody(String text, String html, int blocked, boolean truncated) {

    static FinishedBody of(UUID message, Draft draft) {
        var urls = urls(message, draft);
        var texts = new ArrayList<String>();
        var htmls = new ArrayList<String>();
        int blocked = 0;
        for (var unit : draft.units()) {
            var plain = unit.plain().toString();
            var html = unit.html().toString();
            texts.add(plain.isBlank() ? TextForms.toText(html) : plain.strip());
            if (html.isBlank()) {
                htmls.add(TextForms.toHtml(plain));
            } else {
                var clean = HtmlSanitizer.clean(html, cid -> Optional.ofNullable(urls.get(cid)));
                htmls.add(clean.html());
                blocked += clean.blocked();
            }
        }
        return new FinishedBody(
                String.join("\n\n", texts), String.join("<hr />", htmls), blocked, draft.isCut());
    }

    static String url(UUID message, int n) {
        return "/api/emails/" + message + "/attachments/" + n;
    }

    /** Of two parts with one content id the first counts. */
    private static Map<String, String> urls(UUID message, Draft draft) {
        var urls = new HashMap<String, String>();
        for (int n = 1; n <= draft.parts().size(); n++) {
            var url = url(message, n);
            draft.parts().get(n - 1).meta().contentId().ifPresent(id -> urls.putIfAbsent(id, url));
        }
        return urls;
    }
}
