package dev.nightmail.local.server;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Properties;

/** A mail program that trusts the stack's authority and checks the name in its certificates. */
public record MailClient(Properties servers) {
    public Store imap(String user) throws MessagingException {
        Store store = session("imaps").getStore("imaps");
        store.connect(
                servers.getProperty("imap.host"),
                port("imap.port"),
                user,
                servers.getProperty("imap.password"));
        return store;
    }

    /** Sends a message over {@code smtp} (STARTTLS) or {@code smtps}; its Message-ID. */
    String send(String protocol, String recipient, String password) throws MessagingException {
        Session session = session(protocol);
        MimeMessage message = new MimeMessage(session);
        message.setFrom("sender@example.org");
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        message.setSubject("Test");
        message.setText("Text\n.a line that begins with a dot\n");
        message.saveChanges();
        String port = protocol.equals("smtp") ? "smtp.port" : "smtp.tls-port";
        try (var transport = session.getTransport(protocol)) {
            transport.connect(
                    servers.getProperty("smtp.host"), port(port), "sender@example.org", password);
            transport.sendMessage(message, message.getAllRecipients());
        }
        return message.getMessageID();
    }

    private int port(String key) {
        return Integer.parseInt(servers.getProperty(key));
    }

    private Session session(String protocol) {
        try {
            Properties properties = new Properties();
            var tls = ImapGreeting.trusting(Path.of(servers.getProperty("tls.ca")));
            properties.put("mail." + protocol + ".ssl.socketFactory", tls.getSocketFactory());
            properties.put("mail." + protocol + ".ssl.checkserveridentity", "true");
            properties.put("mail." + protocol + ".starttls.required", "" + protocol.equals("smtp"));
            properties.put("mail." + protocol + ".starttls.enable", "" + protocol.equals("smtp"));
            return Session.getInstance(properties);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
