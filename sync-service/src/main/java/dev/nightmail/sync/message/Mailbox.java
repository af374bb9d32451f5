package dev.nightmail.sync.message;

import java.util.Optional;

/** A name with an address, either of which may be empty (RFC 5322, section 3.4). */
record Mailbox(String name, String address) {

    private static final int MAX_NAME = 500;
    private static final int MAX_ADDRESS = 998;

    /** A mailbox while its characters are read. */
    static final class Draft {

        private final StringBuilder phrase = new StringBuilder();
        private final StringBuilder source = new StringBuilder();
        private final StringBuilder comment = new StringBuilder();
        private Optional<String> angle = Optional.empty();

        void add(char c) {
            phrase.append(c);
            source.append(c);
        }

        void addComment(char c) {
            comment.append(c);
        }

        /** A quoted string is part of a name, or the left side of an address as it stands. */
        void addQuoted(String content, String quoted) {
            phrase.append(content);
            source.append(quoted);
        }

        /** What stood between angle brackets, without an obsolete route (section 4.4). */
        void angle(String content) {
            int colon = content.startsWith("@") ? content.indexOf(':') : -1;
            var address = content.substring(colon + 1);
            angle = Optional.of(withoutComments(address).strip());
        }

        /** They may stand anywhere but in quotes (section 3.2.2). */
        private static String withoutComments(String address) {
            return address.contains("\"") ? address : address.replaceAll("\\([^()]*\\)", "");
        }

        boolean hasAt() {
            return source.indexOf("@") >= 0;
        }

        Optional<Mailbox> finish() {
            if (angle.isPresent()) {
                return mailbox(
                        phrase.isEmpty() ? comment.toString() : phrase.toString(), angle.get());
            }
            var bare = source.toString().strip();
            if (!hasAt() && bare.startsWith("=?")) {
                return mailbox(bare, "");
            }
            int space = bare.startsWith("\"") ? -1 : lastSpace(bare);
            if (space > 0 && bare.indexOf('@', space) > 0) {
                return mailbox(bare.substring(0, space), bare.substring(space + 1));
            }
            return mailbox(comment.toString(), bare);
        }

        private static int lastSpace(String text) {
            return Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t'));
        }

        private static Optional<Mailbox> mailbox(String name, String address) {
            var cut = name.length() > 4 * MAX_NAME ? name.substring(0, 4 * MAX_NAME) : name;
            var decoded = SafeText.of(EncodedWords.decode(cut.strip()).strip(), MAX_NAME);
            var safe = SafeText.of(address, MAX_ADDRESS);
            return decoded.isEmpty() && safe.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Mailbox(decoded, safe));
        }
    }
}
