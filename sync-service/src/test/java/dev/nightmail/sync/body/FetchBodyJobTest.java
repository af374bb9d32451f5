package dev.nightmail.sync.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.testkit.Ran;
import dev.nightmail.sync.imap.ScriptedServer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S10")
class FetchBodyJobTest {

    @Test
    void textAndHarmlessHtmlAndWhatIsShownWithinAreStored() throws IOException {
        var world = new FetchWorld(Mails.FULL);

        var ran = world.fetch();

        assertThat(ran.jobState()).contains("completed");
        var view = world.view();
        assertThat(view.text()).isEqualTo("Grüße");
        assertThat(view.html())
                .contains("Grüße", "<img src=\"/api/emails/" + world.mail.id + "/attachments/1\"")
                .contains("data-blocked-src=\"http://leak.example/1\"")
                .doesNotContain("onclick");
        assertThat(view.blocked()).isEqualTo(1);
        assertThat(view.attachments())
                .extracting(BodyView.Attachment::name, BodyView.Attachment::inline)
                .containsExactly(tuple("pic.png", true), tuple("résumé.pdf", false));
        assertThat(world.attachment(1)).isEqualTo(Mails.PICTURE);
        assertThat(world.isStored(2)).isFalse();
    }

    @Test
    void messageReadByItsPartsIsTheSameAsReadWhole() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.fetch();
        var whole = world.view();
        world.settings.put("whole-up-to", "0");

        world.fetch();

        var parts = world.view();
        assertThat(parts.text()).isEqualTo(whole.text());
        assertThat(parts.html()).isEqualTo(whole.html());
        assertThat(world.attachment(1)).isEqualTo(Mails.PICTURE);
        assertThat(parts.attachments()).hasSize(2);
    }

    @Test
    void attachmentIsStoredWhenSomebodyAsksForIt() throws IOException {
        for (var wholeUpTo : List.of("0", "1048576")) {
            var world = new FetchWorld(Mails.FULL);
            world.settings.put("whole-up-to", wholeUpTo);
            world.fetch();

            var ran = world.fetch(2);

            assertThat(ran.jobState()).contains("completed");
            assertThat(world.attachment(2)).isEqualTo(Mails.FILE);
            assertThat(world.view().attachments().get(1).size()).isEqualTo(Mails.FILE.length);
        }
    }

    @Test
    void messageInOneFormIsShownInBoth() throws IOException {
        var html = new FetchWorld(Mails.of("text/html", "<p>one</p><p>two &amp; three</p>"));
        var text = new FetchWorld(Mails.of("text/plain", "a <b>\r\nhttps://example.com/x?y=1."));

        html.fetch();
        text.fetch();

        assertThat(html.view().text()).isEqualTo("one\n\ntwo & three");
        assertThat(text.view().html())
                .contains("a &lt;b&gt;")
                .contains("href=\"https://example.com/x?y&#61;1\"")
                .contains("rel=\"noopener noreferrer nofollow\"");
    }

    @Test
    void pictureIsStoredUpToItsLimitAndNoFurther() throws IOException {
        var size = Mails.PICTURE.length;
        for (int limit : List.of(size, size - 1)) {
            var world = new FetchWorld(Mails.FULL);
            world.settings.put("most-inline-bytes", Integer.toString(limit));

            world.fetch();

            assertThat(world.isStored(1)).as("limit " + limit).isEqualTo(limit == size);
            assertThat(world.view().attachments().getFirst().size()).isEqualTo(size);
        }
    }

    @Test
    void messageOverTheLimitIsAnErrorThatSaysSo() throws IOException {
        var mail = Mails.of("text/plain", "x".repeat(70_000));
        var world = new FetchWorld(mail);
        world.settings.put("most-bytes", "65536");

        var ran = world.fetch();

        assertThat(ran.jobState()).contains("discarded");
        assertThat(ran.errorCode()).isEqualTo("too-large");
        assertThat(world.failure()).contains("too-large");
        assertThat(world.found().object()).isEmpty();
    }

    @Test
    void bombOfLevelsIsAnErrorAndOneLevelLessIsRead() throws IOException {
        var bomb = new FetchWorld(Mails.nested(51));
        var deep = new FetchWorld(Mails.nested(50));

        assertThat(bomb.fetch().errorCode()).isEqualTo("too-complex");
        assertThat(deep.fetch().jobState()).contains("completed");
        assertThat(deep.view().text()).isEqualTo("deep");
    }

    @Test
    void messageThatIsLookedForIsTriedOnceMoreAndOneThatIsGoneIsNotShown() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.mail.write("UPDATE sync.message SET uid = NULL WHERE id = '" + world.mail.id + "'");

        assertThat(world.fetch().liveState()).contains("retryable/");

        world.mail.write(
                "UPDATE sync.message SET gone_at = jobs.clock() WHERE id = '"
                        + world.mail.id
                        + "'");
        assertThat(world.fetch().jobState()).contains("cancelled");
        assertThatThrownBy(world::found).isInstanceOf(Problem.class);
    }

    @Test
    void messageWithoutARowIsNoUse() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.mail.write("DELETE FROM sync.message WHERE id = '" + world.mail.id + "'");

        assertThat(world.fetch().jobState()).contains("cancelled");
    }

    @Test
    void mailboxWithAnotherUidValidityIsTriedOnceMoreAndThenAnError() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.mail.write("UPDATE sync.mailbox SET uid_validity = uid_validity + 1");

        isTriedTwice(world, "mailbox-changed");
    }

    @Test
    void serverThatIsAwayIsTriedOnceMoreAndThenAnError() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.mail.write("UPDATE sync.account SET imap_port = 1");

        isTriedTwice(world, "server-away");
    }

    @Test
    void errorIsForgottenWhenAFetchSucceeds() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.mail.write("UPDATE sync.message SET uid = 77 WHERE id = '" + world.mail.id + "'");
        world.mail.sync();
        world.fetch();
        world.mail.write("UPDATE sync.message SET uid = 1 WHERE id = '" + world.mail.id + "'");

        world.fetch();

        assertThat(world.failure()).isEmpty();
        assertThat(world.view().text()).isEqualTo("Grüße");
    }

    @Test
    void connectionThatEndsWithinTheBodyLeavesNothingThatIsNamed() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.mail.write("UPDATE sync.mailbox SET uid_validity = 1");
        try (var server =
                ScriptedServer.answering(command ->
                        answer(command, "* 1 FETCH (UID 1 BODY[] {900}\r\nSubject: x"))) {
            var ran = world.fetch(server::login);

            assertThat(ran.jobState()).isEmpty();
            assertThat(world.row("1")).isEqualTo("[]");
        }
    }

    @Test
    void structureThatLiesMakesTheMessageReadWhole() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.settings.put("whole-up-to", "0");
        world.mail.write("UPDATE sync.mailbox SET uid_validity = 1");
        var whole = Mails.of("text/plain", "the truth");
        try (var server =
                ScriptedServer.answering(command -> {
                    if (command.contains(".MIME]")) {
                        var header = "Content-Type: application/zip\r\n\r\n";
                        return "* 1 FETCH (UID 1 BODY[1.MIME] {%d}\r\n%s)\r\nTAG OK done\r\n"
                                .formatted(header.length(), header);
                    }
                    if (command.contains("BODY.PEEK[1]")) {
                        return "* 1 FETCH (UID 1 BODY[1] {3}\r\nlie)\r\nTAG OK done\r\n";
                    }
                    return answer(
                            command,
                            "* 1 FETCH (UID 1 BODY[] {%d}\r\n%s)\r\nTAG OK done\r\n"
                                    .formatted(whole.length(), whole));
                })) {
            world.fetch(server::login);

            assertThat(world.view().text()).isEqualTo("the truth");
        }
    }

    @Test
    void bodyOfAnOlderSanitizerIsNotShown() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.fetch();

        world.mail.write("UPDATE sync.body SET sanitizer = 0");

        assertThat(world.found().object()).isEmpty();
    }

    @Test
    @Tag("S8")
    void ofOneAccountOneBodyIsFetchedAtATime() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.fetch();

        world.ask(Optional.of(1));
        world.ask(Optional.of(2));
        world.mail.write("DELETE FROM sync.body");
        world.ahead();

        assertThat(world.jobs("count(*) || ' ' || string_agg(DISTINCT concurrency_key, ' ')"))
                .isEqualTo("3 bodies:" + world.mail.account);
    }

    private static void isTriedTwice(FetchWorld world, String reason) throws IOException {
        Ran first = world.fetch();
        assertThat(first.liveState()).contains("retryable/");
        assertThat(world.failure()).isEmpty();
        world.engine.untilDue(first.jobId());

        var second = world.engine.attempt(world.job(), first.jobId());

        assertThat(second.jobState()).contains("discarded");
        assertThat(second.errorCode()).isEqualTo(reason);
        assertThat(world.failure()).contains(reason);
    }

    /** A mailbox of one message, whose structure is that of two parts. */
    private static String answer(String command, String body) {
        if (command.startsWith("SELECT")) {
            return "* 1 EXISTS\r\n* OK [UIDVALIDITY 1] era\r\nTAG OK done\r\n";
        }
        if (command.contains("BODYSTRUCTURE")) {
            var text = "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 3 1)";
            return "* 1 FETCH (UID 1 RFC822.SIZE 900 BODYSTRUCTURE (%s%s \"MIXED\"))\r\nTAG OK done\r\n"
                    .formatted(text, text);
        }
        return body;
    }
}
