package dev.nightmail.local.sink;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.subethamail.smtp.MessageHandler;

/**
 * One mail transaction, from MAIL to the reply behind the last dot. Who writes to slow.example is
 * answered slowly, so that mail can be seen, and its sender killed, on its way.
 */
final class Conversation implements MessageHandler {
    static final Duration BEFORE_THE_DOT = Duration.ofMillis(800);

    /** The message is on disk by then, and its sender does not know. */
    static final Duration AFTER_THE_DOT = Duration.ofMillis(500);

    private static final String SLOW = "@slow.example";

    private final SinkStore store;
    private final Maildirs maildirs;
    private final Consumer<Duration> pause;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    Conversation(SinkStore store, Maildirs maildirs, Consumer<Duration> pause) {
        this.store = store;
        this.maildirs = maildirs;
        this.pause = pause;
    }

    @Override
    public void from(String from) {
        sender = from;
    }

    @Override
    public void recipient(String recipient) {
        recipients.add(recipient);
        if (isSlow(recipient)) {
            pause.accept(BEFORE_THE_DOT);
        }
    }

    @Override
    public String data(InputStream data) throws IOException {
        SinkMessage message = store.accept(sender, List.copyOf(recipients), data);
        for (String recipient : recipients) {
            String name =
                    message.receivedAt().getEpochSecond()
                            + "."
                            + message.id()
                            + "."
                            + recipients.indexOf(recipient);
            maildirs.deliver(recipient, name + ".sink", store.file(message.id()));
        }
        if (recipients.stream().anyMatch(Conversation::isSlow)) {
            pause.accept(AFTER_THE_DOT);
        }
        return "2.0.0 accepted as " + message.id();
    }

    private static boolean isSlow(String recipient) {
        return recipient.toLowerCase(Locale.ROOT).endsWith(SLOW);
    }

    @Override
    public void done() {}
}
