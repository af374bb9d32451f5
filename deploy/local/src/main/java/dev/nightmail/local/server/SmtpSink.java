package dev.nightmail.local.server;

import dev.nightmail.local.process.Command;
import dev.nightmail.local.sink.Sink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;

/** The SMTP sink: the far end of everything that is sent. */
record SmtpSink(Layout layout, Ports numbers) implements Server {
    private static final int PATIENCE_MS = 2000;

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public Command prepare() {
        Certificates.in(layout).create();
        var arguments =
                List.of(
                        layout.sink().toString(),
                        layout.mail().toString(),
                        Certificates.in(layout).keyStore().toString(),
                        "" + numbers.smtp(),
                        "" + numbers.smtps(),
                        "" + numbers.relay(),
                        "" + numbers.sinkWeb());
        return Command.java(
                OwnClasses.path(layout),
                Sink.class,
                List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                arguments);
    }

    @Override
    public boolean answers() {
        return Stream.of(numbers.smtp(), numbers.relay()).allMatch(SmtpSink::greets)
                && Listening.on(numbers.sinkWeb());
    }

    private static boolean greets(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            return socket.getInputStream().read() == '2';
        } catch (IOException notYet) {
            return false;
        }
    }
}
