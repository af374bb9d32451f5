package dev.nightmail.sync.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers mean by a refusal (RFC 5530, RFC 9051, and what real ones say). */
@Tag("S9")
class RefusalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [AUTHENTICATIONFAILED] Invalid credentials (Failure)        | AUTHENTICATION
                    [AUTHORIZATIONFAILED] No such authorization-ID              | AUTHENTICATION
                    [EXPIRED] That password isn't valid any more                | AUTHENTICATION
                    [CONTACTADMIN] Your account is locked                       | AUTHENTICATION
                    [NOPERM] IMAP is switched off for you                       | AUTHENTICATION
                    [ALERT] Application-specific password required              | AUTHENTICATION
                    LOGIN failed.                                               | AUTHENTICATION
                    Invalid credentials, try again                              | AUTHENTICATION
                    [PRIVACYREQUIRED] Connection not secure enough              | PERMANENT
                    [UNAVAILABLE] Temporary authentication failure.             | TEMPORARY
                    [unavailable] in small letters                              | TEMPORARY
                    [INUSE] The mailbox is locked                               | TEMPORARY
                    [SERVERBUG] Internal error occurred                         | TEMPORARY
                    User is authenticated but not connected.                    | TEMPORARY
                    Server Unavailable. 15                                      | TEMPORARY
                    Temporary problem, please try again later                   | TEMPORARY
                    [LIMIT] CAPABILITY Rate limit hit                           | THROTTLED
                    [OVERQUOTA] Account exceeded command or bandwidth limits    | THROTTLED
                    [ALERT] Too many simultaneous connections. (Failure)        | THROTTLED
                    [THROTTLED] Too many requests (Failure)                     | THROTTLED
                    Account exceeded command or bandwidth limits. (Failure)     | THROTTLED
                    [WEBALERT https://example.com] Web login required. (Failure) | AUTHENTICATION
                    Request is throttled. Suggested Backoff Time: 178755 milliseconds | THROTTLED
                    """)
    void loginIsRefusedForGoodOnlyWhenTheOwnerHasToAct(String text, Kind kind) {
        assertThat(Refusal.of("LOGIN", text, Kind.AUTHENTICATION).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [CONTACTADMIN] ask somebody            | PERMANENT
                    [NOPERM] not yours                     | PERMANENT
                    [UNAVAILABLE] later                    | TEMPORARY
                    FETCH failed: internal server error    | PERMANENT
                    Account exceeded command or bandwidth limits. (Failure) | THROTTLED
                    User is authenticated but not connected. | PERMANENT
                    """)
    void otherCommandsAreJudgedByTheirCodesOrForWantOfPatience(String text, Kind kind) {
        assertThat(Refusal.of("FETCH", text, Kind.PERMANENT).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"greeting, true", "LOGIN, false", "AUTHENTICATE, false", "UID FETCH, false"})
    void onlyWhatIsSaidBeforeTheLogInIsSaidToEverybody(String command, boolean isToAll) {
        var refused = Refusal.of(command, "[LIMIT] Too many connections", Kind.TEMPORARY);

        assertThat(refused.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(refused.isBeforeLogin()).isEqualTo(isToAll);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, PT1S",
        "0, PT1S",
        "999, PT1S",
        "178755, PT2M58.755S",
        "3599999, PT59M59.999S",
        "3600000, PT1H",
        "3600001, PT1H",
        "999999999999999, PT1H"
    })
    void timeToStayAwayIsTheServersUpToAnHour(String millis, Duration pause) {
        var text = "Request is throttled. Suggested Backoff Time: " + millis + " milliseconds";

        assertThat(Refusal.of("FETCH", text, Kind.PERMANENT).backoff()).contains(pause);
    }

    @Test
    void serverThatNamesNoTimeLeavesItToUs() {
        assertThat(Refusal.of("FETCH", "[LIMIT] slow down", Kind.PERMANENT).backoff()).isEmpty();
        assertThat(Refusal.of("FETCH", "Suggested Backoff Time: soon", Kind.PERMANENT).backoff())
                .isEmpty();
    }
}
