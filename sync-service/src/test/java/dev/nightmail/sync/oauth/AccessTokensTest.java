package dev.nightmail.sync.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S1")
class AccessTokensTest {

    private static final Duration DEAD = Duration.ZERO;
    private static final Duration ALIVE = Duration.ofMinutes(4);
    private static final int CALLERS = 20;

    private final TestTokenIssuer issuer = new TestTokenIssuer(0);
    private final VouchedAccount account = new VouchedAccount(issuer);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void tokenThatIsNotDueIsUsedAndNobodyIsAsked() throws Exception {
        assertThat(account.get()).isEqualTo("access-0");
        assertThat(issuer.asked).isEmpty();
    }

    @Test
    void tokenIsDueFiveToTenMinutesBeforeItsEnd() {
        assertThat(
                        account.read(
                                "expires_at - refresh_at BETWEEN interval '5 minutes' AND interval '10 minutes'"))
                .isEqualTo("true");
    }

    @Test
    void dueTokenIsRefreshedAndBothAreStoredEncrypted() throws Exception {
        account.makeDue(ALIVE);

        assertThat(account.get()).isEqualTo("access-1");

        assertThat(issuer.asked)
                .singleElement()
                .satisfies(form ->
                        assertThat(form)
                                .containsEntry("grant_type", "refresh_token")
                                .containsEntry("refresh_token", TestTokenIssuer.FIRST)
                                .containsEntry("client_id", "nightmail")
                                .containsEntry("client_secret", "client-secret"));
        assertThat(account.refreshToken()).isEqualTo("refresh-1");
        assertThat(account.get()).isEqualTo("access-1");
        assertThat(account.read("encode(access_token || refresh_token, 'escape')"))
                .doesNotContain("access-", "refresh-");
        assertThat(issuer.asked).hasSize(1);
    }

    @Test
    void refreshTokenThatTheIssuerDoesNotNameStaysValid() throws Exception {
        issuer.keepsRefreshTokens = true;
        account.makeDue(DEAD);

        assertThat(account.get()).isEqualTo("access-1");
        assertThat(account.refreshToken()).isEqualTo(TestTokenIssuer.FIRST);
    }

    @Test
    void manyCallersInManyProcessesMakeOneRequest() throws Exception {
        account.makeDue(DEAD);

        var got = together(() -> account.process().get(account.tenant, account.id));

        assertThat(got).hasSize(CALLERS).containsOnly("access-1");
        assertThat(issuer.asked).hasSize(1);
    }

    @Test
    void whileAnotherRefreshesTheOldTokenIsUsedAsLongAsItLives() throws Exception {
        var meanwhile = new ArrayList<String>();
        issuer.meanwhile = () -> meanwhile.add(getQuietly());
        account.makeDue(ALIVE);

        assertThat(account.get()).isEqualTo("access-1");
        assertThat(meanwhile).containsExactly("access-0");
        assertThat(issuer.asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500 {}",
                "503 busy",
                "429 {\"error\": \"slow_down\"}",
                "400 {\"error\": \"temporarily_unavailable\"}",
                "401 {\"error\": \"invalid_client\"}",
                "302 {\"access_token\": \"x\"}",
                "200 nonsense",
                "200 {}"
            })
    void issuerThatIsUnwellIsAskedAgainLaterAndTheOldTokenUsedMeanwhile(String fault)
            throws Exception {
        issuer.fault = Optional.of(fault);
        account.makeDue(ALIVE);

        assertThat(account.get()).isEqualTo("access-0");
        assertThat(account.get()).isEqualTo("access-0");
        assertThat(issuer.asked).as("asks within the rest").hasSize(1);
        account.makeDue(DEAD);
        account.change("lease_until = jobs.clock()");
        assertFails(account::get, false);
        issuer.fault = Optional.empty();
        account.change("lease_until = jobs.clock()");
        assertThat(account.get()).isEqualTo("access-1");
    }

    @Test
    void issuerThatIsAwayIsATemporaryFailure() {
        issuer.close();
        account.makeDue(DEAD);

        assertFails(account::get, false);
    }

    @Test
    void revokedConsentIsForTheOwnerAlsoWhileTheOldTokenLives() {
        issuer.fault = Optional.of("400 {\"error\": \"invalid_grant\"}");
        account.makeDue(ALIVE);

        assertFails(account::get, true);
    }

    @Test
    void refusedRefreshUsesWhatAnotherHasStoredMeanwhile() throws Exception {
        issuer.fault = Optional.of("400 {\"error\": \"invalid_grant\"}");
        issuer.meanwhile =
                () ->
                        account.change(
                                "version = version + 1, expires_at = jobs.clock() + interval '1 hour'");
        account.makeDue(DEAD);

        assertThat(account.get()).isEqualTo("access-0");
    }

    @Test
    void answerThatComesAfterAnotherHasStoredOneIsNotStored() throws Exception {
        issuer.meanwhile =
                () ->
                        account.change(
                                "version = version + 1, expires_at = jobs.clock() + interval '1 hour'");
        account.makeDue(DEAD);

        assertThat(account.get()).isEqualTo("access-0");
        assertThat(account.refreshToken()).isEqualTo(TestTokenIssuer.FIRST);
    }

    @Test
    void processThatDiesWithTheLeaseHoldsOthersUpUntilItRunsOut() throws Exception {
        account.makeDue(DEAD);
        account.change(
                "lease = gen_random_uuid(), lease_until = jobs.clock() + interval '1 second'");

        assertThat(account.get()).isEqualTo("access-1");
        assertThat(issuer.asked).hasSize(1);
        assertThat(account.read("lease IS NULL")).isEqualTo("true");
    }

    @Test
    void refusedTokenIsReplacedBeforeItsTimeAndOnlyOnce() throws Exception {
        var process = account.process();

        assertThat(process.insteadOf("access-0", account.tenant, account.id)).isEqualTo("access-1");
        assertThat(process.insteadOf("access-0", account.tenant, account.id)).isEqualTo("access-1");
        assertThat(issuer.asked).hasSize(1);
    }

    @Test
    void accountWithoutTokensNeedsItsOwner() {
        assertFails(() -> account.process().get(account.tenant, UUID.randomUUID()), true);
        assertFails(() -> account.process().get(UUID.randomUUID(), account.id), true);
    }

    private String getQuietly() {
        try {
            return account.get();
        } catch (TokenException e) {
            return "none";
        }
    }

    private static void assertFails(ThrowingCallable call, boolean isRevoked) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TokenException.class, e -> assertThat(e.isRevoked()).isEqualTo(isRevoked))
                .hasMessageNotContainingAny("access-", "refresh-");
    }

    private static List<String> together(Callable<String> call) throws Exception {
        var got = new ArrayList<String>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> each : callers.invokeAll(Collections.nCopies(CALLERS, call))) {
                got.add(each.get());
            }
        }
        return got;
    }
}
