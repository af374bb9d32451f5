package dev.nightmail.local.up;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.server.Servers;

/** What runs, what is ready, and how the accounts are. */
public final class StackStatus {
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
            for (JsonNode account : accounts) {
                screen.line(
                        "  %-32s %-9s %s %s"
                                .formatted(
                                        account.path("address").asText(),
                                        account.path("state").asText(),
                                        account.path("lastSyncedAt").asText(""),
                                        account.path("syncError").asText("")));
            }
        } catch (Refusal unavailable) {
            screen.line("  accounts: " + unavailable.line());
        }
    }
}
