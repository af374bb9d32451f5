package dev.nightmail.local.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.server.Certificates;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An IMAP server of one mailbox whose messages are made when they are asked for, and which counts
 * how often each was. Each eleventh UID is a gap.
 */
public final class GeneratedServer implements AutoCloseable {

    private static final int GAP = 11;
    private static final Pattern SEARCH = Pattern.compile("UID SEARCH (RETURN \\(ALL\\) )?(.*)");
    private static final Pattern FETCH = Pattern.compile("UID FETCH ([0-9:,*]+) \\((.*)\\)");

    private final long messages;
    private final ServerSocket listener;
    private final byte[] times;
    private final AtomicLong fetched = new AtomicLong();
    private final AtomicLong again = new AtomicLong();

    public GeneratedServer(long messages, Certificates certificates) {
        this.messages = messages;
        times = new byte[Math.toIntExact(top() + 1)];
        try {
            var tls = tls(certificates).getServerSocketFactory();
            listener = tls.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::serve);
        } catch (IOException | GeneralSecurityException e) {
            throw new Refusal("no server of generated mail: " + e, e);
        }
    }

    private static SSLContext tls(Certificates certificates)
            throws IOException, GeneralSecurityException {
        var password = Certificates.password().toCharArray();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(certificates.keyStore())) {
            store.load(in, password);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many headers were asked for and sent. */
    long fetched() {
        return fetched.get();
    }

    /** How many of them had been sent before. */
    long again() {
        return again.get();
    }

    private long top() {
        return messages + (messages - 1) / (GAP - 1);
    }

    private void serve() {
        try {
            while (true) {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> converse(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void converse(Socket client) {
        try (client;
                var in =
                        new BufferedReader(
                                new InputStreamReader(client.getInputStream(), ISO_8859_1));
                var out = new BufferedOutputStream(client.getOutputStream(), 64 * 1024)) {
            say(out, "* OK [CAPABILITY IMAP4rev1 ESEARCH] generated\r\n");
            out.flush();
            for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
                int space = line.indexOf(' ');
                answer(out, line.substring(space + 1), line.substring(0, space));
                out.flush();
            }
        } catch (IOException gone) {
            // The client was killed, which is what this is for.
        }
    }

    private void answer(OutputStream out, String command, String tag) throws IOException {
        var search = SEARCH.matcher(command);
        var fetch = FETCH.matcher(command);
        if (command.startsWith("LIST")) {
            say(out, "* LIST () \"/\" INBOX\r\n");
        } else if (command.startsWith("STATUS")) {
            say(
                    out,
                    "* STATUS INBOX (MESSAGES %d UIDNEXT %d UIDVALIDITY 7)\r\n"
                            .formatted(messages, top() + 1));
        } else if (command.startsWith("SELECT")) {
            say(
                    out,
                    "* %d EXISTS\r\n* OK [UIDVALIDITY 7] era\r\n* OK [UIDNEXT %d] next\r\n"
                            .formatted(messages, top() + 1));
        } else if (search.matches()) {
            search(out, search.group(2), tag);
        } else if (fetch.matches()) {
            fetch(out, fetch.group(1), fetch.group(2).contains("HEADER"));
        } else if (command.startsWith("CAPABILITY")) {
            say(out, "* CAPABILITY IMAP4rev1 ESEARCH\r\n");
        }
        say(out, tag + " OK done\r\n");
    }

    private void search(OutputStream out, String criteria, String tag) throws IOException {
        var wanted = criteria.equals("ALL") ? "1:*" : criteria.replace("UID ", "");
        say(out, "* ESEARCH (TAG \"%s\") UID".formatted(tag));
        var separator = " ALL ";
        for (var range : wanted.split(",", -1)) {
            long end = end(range);
            for (long uid = begin(range); uid <= end; uid++) {
                if (isThere(uid)) {
                    // The next gap ends what is listed as one.
                    long last = Math.min(end, uid - uid % GAP + GAP - 1);
                    say(out, separator + uid + ":" + last);
                    separator = ",";
                    uid = last;
                }
            }
        }
        say(out, "\r\n");
    }

    private void fetch(OutputStream out, String wanted, boolean withHeader) throws IOException {
        for (var range : wanted.split(",", -1)) {
            long end = end(range);
            for (long uid = begin(range); uid <= end; uid++) {
                if (isThere(uid)) {
                    say(
                            out,
                            withHeader
                                    ? whole(uid)
                                    : "* 1 FETCH (UID %d FLAGS (\\Seen))\r\n".formatted(uid));
                }
            }
        }
    }

    private synchronized String whole(long uid) {
        fetched.incrementAndGet();
        if (times[Math.toIntExact(uid)]++ > 0) {
            again.incrementAndGet();
        }
        var header =
                """
                From: "Sender %1$d" <sender-%1$d@example.org>\r
                To: me@nightmail.test, you-%1$d@example.net\r
                Subject: About matter %1$d and what follows from it\r
                Date: Sat, 01 Feb 2020 10:00:00 +0000\r
                Message-ID: <%1$d@generated.example>\r
                References: <%2$d@generated.example>\r
                X-Filler: %3$s\r
                \r
                """
                        .formatted(uid, uid - 1, "x".repeat(400));
        return "* 1 FETCH (UID %d FLAGS (\\Seen) INTERNALDATE \"01-Feb-2020 10:00:00 +0000\" RFC822.SIZE %d BODY[HEADER]<0> {%d}\r\n%s%s)\r\n"
                .formatted(
                        uid,
                        2_000 + uid % 1_000,
                        header.length(),
                        header,
                        " BODYSTRUCTURE (\"TEXT\" \"PLAIN\" (\"CHARSET\" \"utf-8\") NIL NIL"
                                + " \"7BIT\" 900 20)");
    }

    private boolean isThere(long uid) {
        return uid >= 1 && uid <= top() && uid % GAP != 0;
    }

    private long begin(String range) {
        return number(range.split(":", -1)[0]);
    }

    private long end(String range) {
        var ends = range.split(":", -1);
        return Math.min(top(), number(ends[ends.length - 1]));
    }

    private long number(String text) {
        return text.equals("*") ? top() : Long.parseLong(text);
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException closed) {
            // It is.
        }
    }
}
