package dev.nightmail.local.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The SMTP sink: submission with STARTTLS, submission over TLS, an open relay, and the page that
 * shows it all.
 */
public final class Sink {
    private static final char[] PASSWORD = "nightmail".toCharArray();
    private static final int LARGEST = 50 * 1024 * 1024;
    private static final int CONNECTIONS = 1000;

    private final SinkStore store;
    private final Maildirs maildirs;
    private final SSLContext tls;

    private Sink(SinkStore store, Maildirs maildirs, SSLContext tls) {
        this.store = store;
        this.maildirs = maildirs;
        this.tls = tls;
    }

    /** Arguments: folder of the sink, root of the mailboxes, key store, and four ports. */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        SinkStore store = new SinkStore(Path.of(args[0]));
        Sink sink = new Sink(store, new Maildirs(Path.of(args[1])), tls(Path.of(args[2])));
        sink.submission(Integer.parseInt(args[3])).start();
        sink.submissionOverTls(Integer.parseInt(args[4])).start();
        sink.relay(Integer.parseInt(args[5])).start();
        new SinkWeb(store).serve(Integer.parseInt(args[6]));
    }

    private SMTPServer submission(int port) {
        return common(port)
                .enableTLS()
                .requireTLS()
                .startTlsSocketFactory(tls)
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(Sink::logIn))
                .build();
    }

    private SMTPServer submissionOverTls(int port) {
        return common(port)
                .serverSocketFactory(tls)
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(Sink::logIn))
                .build();
    }

    private SMTPServer relay(int port) {
        return common(port).enableTLS().startTlsSocketFactory(tls).build();
    }

    private SMTPServer.Builder common(int port) {
        return new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(port)
                .hostName("localhost")
                .softwareName("Nightmail sink")
                .insertReceivedHeaders(false)
                .maxMessageSize(LARGEST)
                .maxConnections(CONNECTIONS)
                .backlog(CONNECTIONS)
                .connectionTimeoutMs((int) Duration.ofMinutes(5).toMillis())
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .messageHandlerFactory(context -> new Conversation(store, maildirs, Sink::pause));
    }

    /** Of this conversation alone: each has a thread of its own. */
    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private static void logIn(String user, String password, Object context)
            throws LoginFailedException {
        if (user.isEmpty() || !password.equals(new String(PASSWORD))) {
            throw new LoginFailedException("5.7.8 wrong user or password");
        }
    }

    private static SSLContext tls(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
