package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What mail-service has taken over with a 202 is sent, and not twice, whenever it dies. */
@Tag("M1")
@ExtendWith(SystemExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailIT {
    private static final String USER = "sender@nightmail.test";
    private static final int MESSAGES = 20;

    private final SystemUnderTest system;
    private final TestAccount account;

    MailIT(SystemUnderTest system) throws IOException {
        this.system = system;
        system.mailbox(USER, 0);
        system.start(system.stack().sync(), system.stack().mail());
        account = TestAccount.add(system, USER, USER);
    }

    @BeforeEach
    void start() {
        system.start(system.stack().mail());
    }

    @Test
    void messageTakenOverIsSentOnce() {
        TestEmail email = TestEmail.post(account);

        assertThat(email.awaitEnd()).isEqualTo("completed");

        assertThat(email.arrivals()).isOne();
    }

    @Test
    @Tag("M2")
    void messagesTakenOverBeforeAKillAreSentOnceOrHeldAsUncertain() {
        TestEmail warm = TestEmail.post(account);
        assertThat(warm.awaitEnd()).isEqualTo("completed");
        List<TestEmail> emails =
                Stream.generate(() -> TestEmail.post(account)).limit(MESSAGES).toList();

        system.kill(system.stack().mail().name());
        system.start(system.stack().mail());

        emails.forEach(TestEmail::assertIsSentOnceOrUncertain);
    }
}
