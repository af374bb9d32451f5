package dev.nightmail.mail.bounce;

import dev.nightmail.mail.bounce.Notice.Automatic;
import dev.nightmail.mail.bounce.Notice.Complaint;
import dev.nightmail.mail.bounce.Notice.DeliveryReport;
import dev.nightmail.mail.bounce.Notice.NotAutomatic;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what a message is, however broken. */
public final class NoticeReader {

    /** Reports stand in front; of the message that they return nothing is needed but its header. */
    public static final int MOST_BYTES = 2 << 20;

    private static final int MOST_ADDRESSES = 100;

    private static final Set<String> STATUS =
            Set.of("message/delivery-status", "message/global-delivery-status");
    private static final Set<String> DISPOSITION =
            Set.of("message/disposition-notification", "message/global-disposition-notification");
    private static final Set<String> ENCLOSED =
            Set.of(
                    "message/rfc822",
                    "message/global",
                    "message/global-headers",
                    "text/rfc822-headers",
                    "text/rfc822-header");

    private final Fields header;
    private final List<Part> parts;
    private final Machine machine;

    private NoticeReader(byte[] message) {
        header = Fields.ofHeader(message);
        parts = Parts.list(message);
        machine = new Machine(header);
    }

    /**
     * Reads at most 2 MiB; what is beyond is as if it were not there.
     *
     * @throws IOException of the stream
     */
    public static Notice read(InputStream message) throws IOException {
        return new NoticeReader(message.readNBytes(MOST_BYTES)).read();
    }

    private Notice read() {
        return complaint()
                .or(this::complaintOfOutlook)
                .or(this::readReceipt)
                .or(this::standardReport)
                .or(this::textReport)
                .or(this::unexplainedReport)
                .or(() -> machine.kind().map(Automatic::new))
                .orElseGet(NotAutomatic::new);
    }

    private Optional<Notice> complaint() {
        return find(Set.of("message/feedback-report"))
                .map(part -> {
                    var fields = part.fields();
                    var recipients =
                            Stream.of("original-rcpt-to", "removal-recipient")
                                    .flatMap(name -> fields.list(name).stream())
                                    .flatMap(value -> Addresses.ofTyped(value).stream())
                                    .distinct()
                                    .limit(MOST_ADDRESSES)
                                    .toList();
                    var envelopeId = fields.find("original-envelope-id");
                    return new Complaint(
                            fields.word("feedback-type"),
                            original(envelopeId, enclosed()),
                            recipients);
                });
    }

    /** Older than the standard: the recipient is told in the enclosed header. */
    private Optional<Notice> complaintOfOutlook() {
        var enclosed = enclosed();
        return enclosed.find("x-hmxmroriginalrecipient")
                .filter(ignored -> machine.isComplaintOfOutlook())
                .flatMap(Addresses::find)
                .map(recipient ->
                        new Complaint(
                                "abuse", original(Optional.empty(), enclosed), List.of(recipient)));
    }

    private Optional<Notice> readReceipt() {
        return find(DISPOSITION)
                .filter(Part::inReport)
                .map(part -> new Automatic(Notice.Kind.READ_RECEIPT));
    }

    /** One that a person sends on as an attachment is not news. */
    private Optional<Notice> standardReport() {
        return find(STATUS)
                .filter(part -> part.inReport() || machine.isPostmaster())
                .map(Part::status)
                .filter(status -> !status.recipients().isEmpty())
                .map(status ->
                        new DeliveryReport(
                                Form.STANDARD,
                                original(status.envelopeId(), enclosed()),
                                status.recipients()));
    }

    private Optional<Notice> textReport() {
        if (!machine.isPostmaster() || machine.saysThatSomebodyIsAbsent()) {
            return Optional.empty();
        }
        return text().flatMap(TextReport::find)
                .flatMap(report -> {
                    var recipients = report.listRecipients(failedRecipients());
                    var enclosed = enclosed().isEmpty() ? report.originalHeader() : enclosed();
                    return recipients.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    new DeliveryReport(
                                            report.form(),
                                            original(Optional.empty(), enclosed),
                                            recipients));
                });
    }

    /** Exim's field, which others have taken over. */
    private Optional<Notice> unexplainedReport() {
        var action = machine.isDelayed() ? ReportedAction.DELAYED : ReportedAction.FAILED;
        var recipients =
                failedRecipients().stream()
                        .map(address ->
                                new RecipientReport(
                                        Optional.empty(), Optional.of(address), action, "", "", ""))
                        .toList();
        return recipients.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DeliveryReport(
                                Form.OTHER, original(Optional.empty(), enclosed()), recipients));
    }

    private List<String> failedRecipients() {
        return header.find("x-failed-recipients")
                .map(value -> Addresses.listIn(value, MOST_ADDRESSES))
                .orElseGet(List::of);
    }

    private Optional<String> text() {
        return find(Set.of("text/plain")).or(() -> find(Set.of("text/html"))).map(Part::text);
    }

    private Fields enclosed() {
        return find(ENCLOSED).map(Part::fields).orElseGet(Fields::none);
    }

    private Optional<Part> find(Set<String> types) {
        return parts.stream().filter(part -> types.contains(part.type())).findFirst();
    }

    private Original original(Optional<String> envelopeId, Fields enclosed) {
        var deliveredTo =
                Stream.of("delivered-to", "x-original-to", "envelope-to", "to")
                        .flatMap(name -> header.list(name).stream())
                        .flatMap(value -> Addresses.listIn(value, MOST_ADDRESSES).stream())
                        .distinct()
                        .limit(MOST_ADDRESSES)
                        .toList();
        return new Original(
                enclosed.find("message-id").or(() -> header.find("in-reply-to")),
                envelopeId,
                deliveredTo,
                enclosed);
    }
}
