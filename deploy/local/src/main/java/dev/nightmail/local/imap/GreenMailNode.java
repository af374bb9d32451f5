package dev.nightmail.local.imap;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * GreenMail over TLS, filled from the Maildirs below a folder: one user for each, one password for
 * all.
 */
public final class GreenMailNode {
    private static final String SUBFOLDER = ".";

    private final GreenMail greenMail;
    private final String password;

    private GreenMailNode(GreenMail greenMail, String password) {
        this.greenMail = greenMail;
        this.password = password;
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        GreenMail greenMail =
                new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS));
        new GreenMailNode(greenMail, args[2]).fill(Path.of(args[0]));
        greenMail.start();
    }

    private void fill(Path mailRoot)
            throws IOException,
                    UserException,
                    FolderException,
                    AuthorizationException,
                    MessagingException {
        for (Path home : below(mailRoot)) {
            if (Files.isDirectory(home.resolve("Maildir"))) {
                String name = home.getFileName().toString();
                fill(
                        greenMail.getUserManager().createUser(name, name, password),
                        home.resolve("Maildir"));
            }
        }
    }

    private void fill(GreenMailUser user, Path maildir)
            throws IOException, FolderException, AuthorizationException, MessagingException {
        var store = greenMail.getManagers().getImapHostManager();
        append(store.getInbox(user), maildir);
        for (Path folder : below(maildir)) {
            String name = folder.getFileName().toString();
            if (name.startsWith(SUBFOLDER)) {
                append(store.createMailbox(user, name.substring(1)), folder);
            }
        }
    }

    private static void append(MailFolder folder, Path maildir)
            throws IOException, MessagingException {
        for (String part : List.of("cur", "new")) {
            for (Path file : below(maildir.resolve(part))) {
                Flags flags = new Flags();
                if (file.getFileName().toString().matches(".*:2,.*S.*")) {
                    flags.add(Flags.Flag.SEEN);
                }
                try (var in = Files.newInputStream(file)) {
                    var message = new MimeMessage(Session.getInstance(new Properties()), in);
                    Instant arrived = Files.getLastModifiedTime(file).toInstant();
                    folder.appendMessage(message, flags, Date.from(arrived));
                }
            }
        }
    }

    private static List<Path> below(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
