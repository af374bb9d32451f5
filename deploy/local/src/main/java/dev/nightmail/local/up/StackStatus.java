package dev.nightmail.local.up;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.server.Servers;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** What runs, what is ready, and how the accounts are. */
public final class StackStatus {
    private static final String ACCOUNT = "  %-32s %-9s %-19s  %s";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Stack stack;
    private final Screen screen;

    public StackStatus(Stack stack, Screen screen) {
        this.stack = stack;
        this.screen = screen;
    }

    /** True when all of it runs. */
    public boolean show() {
        var servers = Servers.status(stack.layout());
        servers.forEach((name, runs) -> screen.entry(name, runs ? "runs" : "stopped"));
        boolean all = !servers.containsValue(false);
        for (ServiceProcess service : stack.services()) {
            boolean runs = service.isRunning(stack.layout());
            all &= runs;
            screen.entry(
                    service.name().replace("-service", ""), runs ? running(service) : "stopped");
        }
        if (stack.sync().isRunning(stack.layout())) {
            stack.key().ifPresent(this::showAccounts);
        }
        return all;
    }

    private static String running(ServiceProcess service) {
        return "%-9s %s".formatted(service.isReady() ? "ready" : "not ready", service.url());
    }

    private void showAccounts(String key) {
        try {
            JsonNode accounts = new Api(stack.sync(), key).get("/api/email-accounts").path("items");
            screen.heading(ACCOUNT.formatted("account", "state", "last sync", "").stripTrailing());
            accounts.forEach(account -> screen.line(row(account)));
        } catch (Refusal unavailable) {
            screen.line("  accounts: " + unavailable.line());
        }
    }

    private static String row(JsonNode account) {
        String error = account.path("syncError").asText();
        return ACCOUNT.formatted(
                        account.path("address").asText(),
                        account.path("state").asText(),
                        time(account.path("lastSyncedAt").asText()),
                        error.isEmpty() ? "" : new SyncError(error).about("the server"))
                .stripTrailing();
    }

    /** As the clock on the wall shows it; {@code never} where there is none. */
    private static String time(String instant) {
        return instant.isEmpty()
                ? "never"
                : TIME.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
    }
}
