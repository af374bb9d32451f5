package dev.nightmail.local.sink;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.subethamail.smtp.MessageHandler;

/** One mail transaction, from MAIL to the reply behind the last dot. */
final class Conversation implements MessageHandler {
    private final SinkStore store;
    private final Maildirs maildirs;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    Conversation(SinkStore store, Maildirs maildirs) {
        this.store = store;
        this.maildirs = maildirs;
    }

    @Override
    public void from(String from) {
        sender = from;
    }

    @Override
    public void recipient(String recipient) {
        recipients.add(recipient);
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
        return "2.0.0 accepted as " + message.id();
    }

    @Override
    public void done() {}
}
