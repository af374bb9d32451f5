package dev.nightmail.mail.bounce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;

/** A part of a message that has none within, as far as it is kept. */
final class Part {

    private final String type;
    private final String charset;
    private final byte[] content;
    private final boolean inReport;

    /**
     * @param charset as it is named, or empty
     * @param inReport whether it stands directly in a multipart/report
     */
    Part(String type, String charset, byte[] content, boolean inReport) {
        this.type = type;
        this.charset = charset;
        this.content = content;
        this.inReport = inReport;
    }

    String type() {
        return type;
    }

    boolean inReport() {
        return inReport;
    }

    Fields fields() {
        return Fields.ofHeader(content);
    }

    DeliveryStatus status() {
        return DeliveryStatus.of(content);
    }

    String text() {
        var text = new String(content, known());
        return type.equals("text/html") ? withoutTags(text) : text;
    }

    /** ASCII says the same in UTF-8, and who names it may not mean it. */
    private Charset known() {
        return charset.isEmpty() || charset.equalsIgnoreCase("us-ascii")
                ? UTF_8
                : Charset.forName(charset, UTF_8);
    }

    /** Roughly, since a report is only searched for addresses and codes. */
    private static String withoutTags(String html) {
        return html.replaceAll("(?i)<(?:br|p|/p|div|/div|tr|/tr|li)\\b[^<>]{0,500}>", "\n")
                .replaceAll("<[/!a-zA-Z][^<>@]{0,2000}>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /** Shows nothing of the content. */
    @Override
    public String toString() {
        return "Part[" + type + "]";
    }
}
