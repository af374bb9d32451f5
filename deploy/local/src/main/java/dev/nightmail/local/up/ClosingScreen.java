package dev.nightmail.local.up;

import dev.nightmail.local.server.ServersFile;
import java.util.Properties;

/** What runs where, what was synced, and what to try next. */
final class ClosingScreen {
    private final Stack stack;
    private final Screen screen;

    ClosingScreen(Stack stack, Screen screen) {
        this.stack = stack;
        this.screen = screen;
    }

    void show(long seconds) {
        Properties servers = new ServersFile(stack.layout()).read();
        screen.heading("Nightmail runs (%d s)".formatted(seconds));
        showServices(servers);
        showAccount();
        showNext();
    }

    private void showServices(Properties servers) {
        for (ServiceProcess service : stack.services()) {
            screen.entry(service.name().replace("-service", ""), service.url());
        }
        screen.entry("sent mail", servers.getProperty("sink.url"));
        screen.entry(
                "imaps", servers.getProperty("imap.host") + ":" + servers.getProperty("imap.port"));
        screen.entry(
                "smtp", servers.getProperty("smtp.host") + ":" + servers.getProperty("smtp.port"));
        screen.entry(
                "postgres",
                servers.getProperty("postgres.url").replace("jdbc:", "") + "  user postgres");
        screen.entry("kafka", servers.getProperty("kafka.bootstrap"));
        screen.entry("key", key() + "  " + screen.faint(stack.keyFile().toString()));
    }

    private void showAccount() {
        AccountSync accounts = new AccountSync(new Api(stack.sync(), key()), screen);
        String address = MailAccount.sample(new ServersFile(stack.layout()).read()).address();
        accounts.find(address)
                .ifPresent(account -> {
                    screen.heading(address);
                    accounts.showFolders(account);
                });
    }

    private void showNext() {
        screen.heading("Try next");
        String bearer = "curl -H \"Authorization: Bearer $(cat " + stack.keyFile() + ")\" ";
        screen.line("  ./nightmail status");
        screen.line("  ./nightmail logs sync-service");
        screen.line("  ./nightmail cli sync-service jobs list");
        screen.line("  ./nightmail sync imaps://you@imap.example.org");
        screen.line("  " + bearer + stack.sync().url() + "/api/email-accounts");
        screen.line("  ./nightmail down");
    }

    private String key() {
        return stack.key().orElse("");
    }
}
