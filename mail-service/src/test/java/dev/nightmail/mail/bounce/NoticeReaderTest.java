package dev.nightmail.mail.bounce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nightmail.mail.bounce.Notice.Automatic;
import dev.nightmail.mail.bounce.Notice.Complaint;
import dev.nightmail.mail.bounce.Notice.DeliveryReport;
import dev.nightmail.mail.bounce.Notice.NotAutomatic;
import dev.nightmail.mail.verdict.Action;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("M7")
class NoticeReaderTest {

    @TestFactory
    Stream<DynamicTest> messageIsWhatItsExpectationSays() throws IOException {
        return expectations().stream()
                .map(row -> {
                    var columns = row.split(" \\| ", 2);
                    return dynamicTest(
                            columns[0],
                            () -> assertThat(told(read(columns[0]))).isEqualTo(columns[1].strip()));
                });
    }

    @Test
    void thereAreManyShapes() throws IOException {
        assertThat(expectations()).hasSizeGreaterThanOrEqualTo(35);
    }

    @Test
    void everyRecipientGroupIsRead() throws IOException {
        var report = (DeliveryReport) read("dsn-three-recipients");

        assertThat(report.recipients()).hasSize(3);
        assertThat(report.listFailed())
                .extracting(RecipientReport::address)
                .containsExactly(Optional.of("bert@example.test"));
        assertThat(report.recipients().getLast().last()).contains("d.meier@mail.example.test");
    }

    @Test
    void delayIsNoFailure() throws IOException {
        for (var name : List.of("dsn-delayed", "exim-delayed", "dsn-relayed-and-expanded")) {
            assertThat(((DeliveryReport) read(name)).listFailed()).as(name).isEmpty();
        }
    }

    @Test
    void whatTheServerSaidIsKept() throws IOException {
        var recipient = ((DeliveryReport) read("dsn-postfix")).recipients().getFirst();

        assertThat(recipient.diagnostic()).startsWith("550 5.1.1").endsWith("User unknown");
        assertThat(recipient.remoteServer()).isEqualTo("mail.example.test");
        assertThat(recipient.verdict().isDeadAddress()).isTrue();
    }

    @Test
    void originalIsKnownByItsHeaderAndByWhereTheReportCame() throws IOException {
        var original = ((DeliveryReport) read("dsn-postfix")).original();

        assertThat(original.header().find("Subject")).contains("Minutes");
        assertThat(original.deliveredTo()).containsExactly("b.token@bounces.example.org");
    }

    @Test
    void blockedServerOfOursIsNoDeadAddress() throws IOException {
        var recipient = ((DeliveryReport) read("dsn-sendmail-policy")).listFailed().getFirst();

        assertThat(recipient.verdict().isDeadAddress()).isFalse();
    }

    @Test
    void praiseAndDoubtAreNotAgainstTheSender() throws IOException {
        var recipients = List.of("bert@example.test");
        var complaint = (Complaint) read("complaint-arf");

        assertThat(complaint.isAgainstSender()).isTrue();
        for (var kind : List.of("not-spam", "auth-failure")) {
            assertThat(new Complaint(kind, complaint.original(), recipients).isAgainstSender())
                    .isFalse();
        }
    }

    @Test
    void noReportStopsAnAccount() {
        for (var said :
                List.of("535 5.7.8 log in", "530 5.7.57 log in", "550 5.1.8 bad outbound sender")) {
            var address = Optional.of("bert@example.test");
            var report =
                    new RecipientReport(address, address, ReportedAction.FAILED, "5.0.0", said, "");

            assertThat(report.verdict().action()).as(said).isEqualTo(Action.GIVE_UP);
            assertThat(report.verdict().isDeadAddress()).isFalse();
        }
    }

    @Test
    void nothingThatIsReadShowsAnAddress() throws IOException {
        for (var row : expectations()) {
            assertThat(read(row.split(" ", 2)[0]).toString()).doesNotContain("@", "Minutes");
        }
    }

    private static Notice read(String name) throws IOException {
        try (var message = resource(name + ".eml")) {
            return NoticeReader.read(message);
        }
    }

    private static String told(Notice notice) {
        return switch (notice) {
            case DeliveryReport report ->
                    told(report.form().name(), report.original())
                            + report.recipients().stream()
                                    .map(NoticeReaderTest::told)
                                    .collect(Collectors.joining("; "));
            case Complaint complaint ->
                    told("complaint " + complaint.kind(), complaint.original())
                            + String.join("; ", complaint.recipients());
            case Automatic(var kind) -> kind.name();
            case NotAutomatic() -> "none";
        };
    }

    private static String told(String what, Original original) {
        return Stream.of(what, original.messageId().orElse(""), original.envelopeId().orElse(""))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(" "))
                + " | ";
    }

    private static String told(RecipientReport recipient) {
        var action = recipient.action().name().toLowerCase(Locale.ROOT);
        var told = recipient.address().orElse("") + " " + action + " " + recipient.status();
        return recipient.action() == ReportedAction.FAILED
                ? told + " " + recipient.verdict().category().code()
                : told.strip();
    }

    private static List<String> expectations() throws IOException {
        try (var file = resource("expected.txt")) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(
                NoticeReaderTest.class.getResourceAsStream("/bounces/" + name));
    }
}
