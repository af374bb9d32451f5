package dev.nightmail.sync.login;

import dev.nightmail.common.net.HostResolver;
import dev.nightmail.common.net.VettedHosts;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Rates;
import dev.nightmail.common.security.TrustedCertificates;
import dev.nightmail.common.time.Monotonic;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapEndpoint;
import dev.nightmail.sync.imap.ImapException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Tries both servers of an account at the same time, and gives up when the time is over. */
@Singleton
public class LoginCheck {

    private static final double SECONDS_A_MINUTE = 60;

    private final ImapClient imap;
    private final SmtpLoginClient smtp;
    private final HostResolver hosts;
    private final Duration longest;
    private final Rates rates;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    LoginCheck(
            ImapClient imap,
            TrustedCertificates trusted,
            VettedHosts hosts,
            LoginConfig config,
            Monotonic time) {
        this.imap = imap;
        this.smtp = new SmtpLoginClient(trusted.socketFactory(), hosts, config.timeout());
        this.hosts = hosts;
        this.longest = config.timeout();
        this.rates = new Rates(config.perMinute() / SECONDS_A_MINUTE, config.perMinute(), time);
    }

    /**
     * Logs in and out at both. Ends in time, also when a server answers byte by byte.
     *
     * @throws Problem 429 when the tenant has tried too often
     */
    public LoginView check(UUID tenant, ImapEndpoint reading, SmtpEndpoint sending) {
        rates.spend(tenant);
        var both = this.<LoginAnswer>run(List.of(() -> logIn(reading), () -> smtp.logIn(sending)));
        return new LoginView(inTime(both.getFirst()), inTime(both.getLast()));
    }

    /** That TLS never stood in so long a time looks as if nobody had been there. */
    private static LoginAnswer inTime(Future<LoginAnswer> answer) {
        return answer.isCancelled() ? LoginAnswer.UNREACHABLE : answer.resultNow();
    }

    /**
     * Refuses hosts and ports that are never connected to; asks name servers, and nobody else.
     *
     * @throws Problem 422, the same whatever is wrong with either
     */
    public void requireHosts(List<InetSocketAddress> unresolved) {
        var known =
                run(
                        unresolved.stream()
                                .<Callable<Boolean>>map(each -> () -> isKnown(each))
                                .toList());
        boolean areAllKnown =
                known.stream()
                        .allMatch(each -> each.state() == Future.State.SUCCESS && each.resultNow());
        if (!areAllKnown) {
            throw Problem.unprocessable(
                    "host-refused",
                    "A host is unknown, not on the public internet, or not for mail by its port.");
        }
    }

    private boolean isKnown(InetSocketAddress unresolved) {
        try {
            hosts.resolve(unresolved.getHostString(), unresolved.getPort());
            return true;
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private LoginAnswer logIn(ImapEndpoint endpoint) {
        try (var _ = imap.open(endpoint)) {
            return LoginAnswer.OK;
        } catch (ImapException failed) {
            return answer(failed);
        }
    }

    static LoginAnswer answer(ImapException failed) {
        if (failed.isUnreachable()) {
            return LoginAnswer.UNREACHABLE;
        }
        return switch (failed.kind()) {
            case AUTHENTICATION -> LoginAnswer.LOGIN_REFUSED;
            case THROTTLED -> LoginAnswer.THROTTLED;
            case TEMPORARY, PERMANENT, PROTOCOL -> LoginAnswer.UNAVAILABLE;
        };
    }

    /** What is not done in time is cancelled, which closes its socket. */
    private <T> List<Future<T>> run(List<Callable<T>> tries) {
        try {
            return threads.invokeAll(tries, longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
