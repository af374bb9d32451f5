package dev.nightmail.mail.bounce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/** Tells from a message's header whether a machine wrote it, and what for. */
final class Machine {

    private static final List<String> POSTMASTERS =
            List.of(
                    "mailer-daemon",
                    "mailerdaemon",
                    "mail-daemon",
                    "postmaster",
                    "mail delivery s",
                    "microsoftexchange",
                    "bounce-notification");

    /** What no person begins a subject with. */
    private static final List<String> ABSENT =
            List.of(
                    "automatic reply:",
                    "automatic reply ",
                    "auto reply:",
                    "auto-reply:",
                    "autoreply:",
                    "auto: ",
                    "out of office autoreply",
                    "out of office:",
                    "automatische antwort",
                    "abwesenheitsnotiz",
                    "réponse automatique",
                    "respuesta automática",
                    "risposta automatica",
                    "resposta automática",
                    "automatisch antwoord",
                    "autosvar");

    private static final List<String> CHALLENGES =
            List.of(
                    "please confirm your message",
                    "confirm your message",
                    "verify your message",
                    "verify your email to",
                    "your message requires confirmation",
                    "sender verification",
                    "sender confirmation",
                    "awaiting verification",
                    "message verification",
                    "challenge:");

    private final Fields header;
    private final String subject;

    Machine(Fields header) {
        this.header = header;
        subject = decoded(header.find("subject").orElse("")).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The envelope has no sender (RFC 5321, section 4.5.5), or a server's own name stands there.
     */
    boolean isPostmaster() {
        var from = header.find("from").orElse("").toLowerCase(Locale.ROOT);
        return hasNoSender()
                || header.has("x-failed-recipients")
                || POSTMASTERS.stream().anyMatch(from::contains);
    }

    private boolean hasNoSender() {
        return header.find("return-path").orElse("").replace(" ", "").equals("<>");
    }

    boolean saysThatSomebodyIsAbsent() {
        return ABSENT.stream().anyMatch(subject::startsWith);
    }

    boolean isComplaintOfOutlook() {
        return subject.startsWith("complaint about message from");
    }

    boolean isDelayed() {
        return Stream.of("delay", "warning").anyMatch(subject::contains);
    }

    /** Anything but "no" is a machine's (RFC 3834, section 5). */
    Optional<Notice.Kind> kind() {
        if (saysThatSomebodyIsAbsent()) {
            return Optional.of(Notice.Kind.ABSENCE);
        }
        if (!isAutomatic()) {
            return Optional.empty();
        }
        if (isChallenge()) {
            return Optional.of(Notice.Kind.CHALLENGE);
        }
        boolean replies =
                header.word("auto-submitted").equals("auto-replied")
                        || header.word("precedence").equals("auto_reply")
                        || hasAutoresponder();
        return Optional.of(replies ? Notice.Kind.ABSENCE : Notice.Kind.OTHER);
    }

    private boolean isChallenge() {
        return CHALLENGES.stream().anyMatch(subject::contains)
                || header.find("x-delivery-agent").orElse("").startsWith("TMDA");
    }

    private boolean isAutomatic() {
        var submitted = header.word("auto-submitted");
        return !(submitted.isEmpty() || submitted.equals("no"))
                || header.word("precedence").equals("auto_reply")
                || header.has("x-auto-response-suppress")
                || hasAutoresponder()
                || hasNoSender()
                || isPostmaster();
    }

    private boolean hasAutoresponder() {
        return header.has("x-autoreply")
                || header.has("x-autorespond")
                || header.has("x-autoresponder");
    }

    private static String decoded(String text) {
        return DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT);
    }
}
