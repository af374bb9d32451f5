package dev.nightmail.common.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.arjuna.ats.jta.TransactionManager;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.sql.TransactionGivenUpException;
import dev.nightmail.common.testkit.TestDatabase;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a caller is told when nothing was done in the database. */
@Tag("A5")
class ProblemsTest {

    private final Sql sql = TestDatabase.sql();
    private final Problems problems = new Problems();

    @Test
    void requestThatStoodStillInItsTransactionMayComeAgain() {
        var failure = failureOf(this::standStill);

        assertThat(failure.isTransient()).isTrue();
        assertMayComeAgain(problems.database(failure));
    }

    @Test
    void requestWhoseTransactionWasGivenUpMayComeAgain() {
        var failure =
                catchThrowableOfType(
                        TransactionGivenUpException.class,
                        () ->
                                sql.transact(
                                        Access.machinery(),
                                        () ->
                                                TransactionManager.transactionManager()
                                                        .setRollbackOnly()));

        assertMayComeAgain(problems.database(failure));
    }

    @Test
    void requestWhoseConnectionWasCutMayComeAgain() {
        assertMayComeAgain(problems.database(failureOf(TestDatabase::cutThisConnection)));
    }

    @Test
    @Tag("P1")
    void callerWhoAsksTooOftenIsToldWhenToComeAgain() {
        var answer = problems.problem(Problem.tooManyRequests(Duration.ofMillis(1001)));

        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("2");
    }

    @Test
    @Tag("P1")
    void callerWhoLeavesInTheMiddleOfABodyIsNoFaultOfOurs() {
        var left = new IOException(new IOException(new HttpClosedException("closed")));

        assertThat(problems.internal(left).getStatus()).isEqualTo(400);
        assertThat(problems.internal(new IOException("a disk")).getStatus()).isEqualTo(500);
    }

    @Test
    void statementThatIsWrongIsNotWorthARepeat() {
        var failure = failureOf(() -> sql.query("SELECT 1 / 0", row -> row.getInt(1)));

        assertThat(problems.database(failure).getStatus()).isEqualTo(500);
    }

    private SqlException failureOf(Runnable work) {
        return catchThrowableOfType(
                SqlException.class, () -> sql.transact(Access.machinery(), work::run));
    }

    private static void assertMayComeAgain(Response answer) {
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeaderString("Retry-After")).isEqualTo("5");
        assertThat(answer.getEntity())
                .extracting("type")
                .isEqualTo("urn:nightmail:problem:unavailable");
    }

    /**
     * Does nothing until the server has ended the transaction: nobody else gets its lock before.
     */
    private void standStill() {
        var lock = UUID.randomUUID().toString();
        sql.update("SET LOCAL idle_in_transaction_session_timeout = '50ms'");
        lock(lock);
        CompletableFuture.runAsync(() -> sql.transact(Access.machinery(), () -> lock(lock))).join();
        lock(lock);
    }

    private void lock(String name) {
        sql.query("SELECT pg_advisory_xact_lock(hashtext(?))", row -> true, name);
    }
}
