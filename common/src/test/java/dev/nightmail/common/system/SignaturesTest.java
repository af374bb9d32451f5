package dev.nightmail.common.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.sql.Access;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P3")
class SignaturesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String PATH = "/system/jobs/test.do-it/run?wait=5";
    private static final String BODY = "{\"dryRun\":true}";
    private static final SignedCall CALL = SignedCall.of("POST", PATH, BODY.getBytes(UTF_8));
    private static final String OTHER = "another secret of 32 bytes, as it";

    private final TestJobs database = new TestJobs();
    private final Signatures signatures = replica(NOW);
    private final TestSignature signature = TestSignature.at(NOW.getEpochSecond());

    private Signatures replica(Instant now) {
        return signatures(Optional.of(TestSignature.SECRET), Optional.of(OTHER), now);
    }

    private Signatures signatures(Optional<String> first, Optional<String> second, Instant now) {
        record Secrets(Optional<String> secret, Optional<String> previousSecret)
                implements SystemConfig {}
        InstantSource clock = InstantSource.fixed(now);
        return new Signatures(
                new Secrets(first, second), new NonceRepository(database.sql), database.sql, clock);
    }

    @Test
    void callIsTakenOnceByWhicheverOfTheTwoSecretsItIsSigned() {
        signatures.check(CALL, signature.of("POST", PATH, BODY));
        signatures.check(
                CALL, TestSignature.at(NOW.getEpochSecond()).with(OTHER).of("POST", PATH, BODY));
    }

    /** Made by the shell script of docs/steering.md. */
    @Test
    void signatureIsTheOneThatOpensslMakes() {
        replica(Instant.ofEpochSecond(1795384800))
                .check(
                        SignedCall.of("POST", "/system/cron-run", BODY.getBytes(UTF_8)),
                        "v1 t=1795384800,n=0123456789abcdef,s=bc724c3637062738e5bb66e0262b99e91ef86e1d8796d9d148438d4274215fd8");
    }

    @Test
    void nonceThatOneReplicaHasSeenIsRefusedByTheOtherWhateverItSigns() {
        signatures.check(CALL, signature.of("POST", PATH, BODY));

        assertRefused(replica(NOW), CALL, signature.of("POST", PATH, BODY));
        assertRefused(
                replica(NOW.plusSeconds(1)),
                SignedCall.of("POST", "/system/cron-run", new byte[0]),
                signature.of("POST", "/system/cron-run", ""));
    }

    static Stream<SignedCall> othersThanSigned() {
        var body = BODY.getBytes(UTF_8);
        return Stream.of(
                SignedCall.of("PUT", PATH, body),
                SignedCall.of("POST", "/system/jobs/test.do-that/run?wait=5", body),
                SignedCall.of("POST", "/system/jobs/test.do-it/run", body),
                SignedCall.of("POST", PATH + "0", body),
                SignedCall.of("POST", PATH, "{\"dryRun\":false}".getBytes(UTF_8)),
                SignedCall.of("POST", PATH, new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("othersThanSigned")
    void callThatWasAlteredIsRefusedAndSpendsNoNonce(SignedCall altered) {
        var header = signature.of("POST", PATH, BODY);

        assertRefused(signatures, altered, header);

        signatures.check(CALL, header);
    }

    @Test
    void signatureOfNoneOfTheSecretsIsRefused() {
        var stranger = signature.with("the secret of a stranger: 32 bytes, too");

        assertRefused(signatures, CALL, stranger.of("POST", PATH, BODY));
        assertRefused(
                signatures(Optional.empty(), Optional.empty(), NOW),
                CALL,
                signature.of("POST", PATH, BODY));
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void callIsInTimeForFiveMinutesAndNotForASecondMore(long seconds) {
        var call = TestSignature.at(NOW.getEpochSecond() + seconds);
        var later = TestSignature.at(NOW.getEpochSecond() + seconds + Long.signum(seconds));

        signatures.check(CALL, call.of("POST", PATH, BODY));
        assertRefused(signatures, CALL, later.of("POST", PATH, BODY));
    }

    @Test
    void timeAndNonceAreSigned() {
        var header = signature.of("POST", PATH, BODY);

        assertRefused(signatures, CALL, header.replace("t=17", "t=18"));
        assertRefused(
                signatures,
                CALL,
                header.replace("t=" + signature.time(), "t=" + (signature.time() + 1)));
        assertRefused(
                signatures, CALL, header.replace(signature.nonce(), "0123456789abcdef0123456789"));
    }

    @Test
    void headerOfAnotherFormIsRefused() {
        var header = signature.of("POST", PATH, BODY);

        Stream.of(
                        "",
                        header.replace("v1 ", "v2 "),
                        header.replace("v1 ", ""),
                        header.replace("s=", "s=0"),
                        header + "00",
                        header + " ",
                        header.toUpperCase(Locale.ROOT),
                        header.replace("n=" + signature.nonce(), "n=short"),
                        header.replace("t=", "t=-"))
                .forEach(other -> assertRefused(signatures, CALL, other));

        signatures.check(CALL, header);
    }

    @Test
    void nonceIsForgottenWhenItsTimeIsLongOver() {
        signatures.check(CALL, signature.of("POST", PATH, BODY));
        assertThat(isKnown(signature)).isTrue();

        var hour = NOW.plusSeconds(3600);
        replica(hour).check(CALL, TestSignature.at(hour.getEpochSecond()).of("POST", PATH, BODY));

        assertThat(isKnown(signature)).isFalse();
    }

    @Test
    @Tag("J20")
    void secretThatIsTooShortIsRefusedByNameAndNotShown() {
        var longest = "x".repeat(31);

        assertThatThrownBy(() -> signatures(Optional.of(longest), Optional.empty(), NOW))
                .hasMessageContaining("nightmail.system.secret")
                .hasMessageNotContainingAny(longest);
        assertThatThrownBy(() -> signatures(Optional.empty(), Optional.of(longest), NOW))
                .hasMessageContaining("nightmail.system.previous-secret");
        signatures(Optional.of("é".repeat(16)), Optional.empty(), NOW);
    }

    private static void assertRefused(Signatures by, SignedCall call, String header) {
        assertThatThrownBy(() -> by.check(call, header))
                .isInstanceOf(Problem.class)
                .hasMessage(Problem.unsigned().getMessage())
                .hasMessageContaining("X-Internal-Signature");
    }

    private boolean isKnown(TestSignature call) {
        return database.sql
                .transaction(
                        Access.machinery(),
                        () ->
                                database.sql.queryOne(
                                        "SELECT 1 FROM core.nonce WHERE nonce = ?",
                                        row -> true,
                                        call.nonce()))
                .isPresent();
    }
}
