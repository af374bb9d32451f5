package dev.nightmail.local.up;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Await;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Adds an account through the API and watches its first sync to the end. */
final class AccountSync {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration STEP = Duration.ofMillis(250);
    private static final Set<String> SYNCING = Set.of("pending", "syncing");
    private static final Set<String> ENDED =
            Set.of("completed", "failed", "cancelled", "uncertain");

    private final Api api;
    private final Screen screen;

    AccountSync(Api api, Screen screen) {
        this.api = api;
        this.screen = screen;
    }

    /** The id of the account with this address. */
    Optional<String> find(String address) {
        for (JsonNode account : api.get("/api/email-accounts").path("items")) {
            if (account.path("address").asText().equalsIgnoreCase(address)) {
                return Optional.of(account.path("id").asText());
            }
        }
        return Optional.empty();
    }

    /** Adds it and follows its first sync; its id. */
    String add(MailAccount account) {
        JsonNode accepted = api.post("/api/email-accounts", account.form());
        String id = accepted.path("account").path("id").asText();
        follow(accepted.path("jobId").asText(), account.address(), id);
        return id;
    }

    private void follow(String job, String address, String account) {
        long begin = System.nanoTime();
        AtomicReference<JsonNode> seen = new AtomicReference<>(Api.JSON.createObjectNode());
        Await.until(
                LONGEST,
                STEP,
                () -> {
                    JsonNode now = api.get("/api/jobs/" + job);
                    seen.set(now);
                    JsonNode progress = now.path("progress");
                    screen.progress(
                            "syncing",
                            progress.path("done").asLong(),
                            progress.path("total").asLong(),
                            since(begin));
                    return ENDED.contains(now.path("state").asText());
                });
        screen.endProgress();
        String state = seen.get().path("state").asText();
        if (!state.equals("completed")) {
            String error =
                    api.get("/api/email-accounts/" + account)
                            .path("syncError")
                            .asText("no reason given");
            throw new Refusal("the first sync of " + address + " " + state + ": " + error);
        }
        long messages = seen.get().path("progress").path("done").asLong();
        double seconds = since(begin);
        screen.done(
                "synced",
                "%s: %,d messages in %.1f s (%,.0f/s)"
                        .formatted(address, messages, seconds, messages / Math.max(seconds, 0.1)));
    }

    /**
     * Waits for the first sync of an account that was added before. One that has failed is not
     * waited for: the stack is of use without it.
     */
    void awaitFirstSync(String address, String account) {
        long begin = System.nanoTime();
        Await.until(
                LONGEST,
                STEP,
                () -> {
                    JsonNode now = api.get("/api/email-accounts/" + account);
                    boolean goesOn =
                            now.path("active").asBoolean()
                                    && SYNCING.contains(now.path("state").asText());
                    if (goesOn) {
                        screen.progress("syncing", stored(account), 0, since(begin));
                    }
                    return !goesOn;
                });
        screen.endProgress();
        screen.done("account", address + " is there");
    }

    private long stored(String account) {
        long sum = 0;
        for (JsonNode folder :
                api.get("/api/email-accounts/" + account + "/mailboxes").path("items")) {
            sum += folder.path("stored").asLong();
        }
        return sum;
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** A table of the account's folders: what the server has, what is stored. */
    void showFolders(String account) {
        screen.line("  %-24s %10s %10s".formatted("folder", "on server", "stored"));
        for (JsonNode folder :
                api.get("/api/email-accounts/" + account + "/mailboxes").path("items")) {
            if (!folder.path("selected").asBoolean()) {
                screen.line(
                        "  %-24s %10s %10s"
                                .formatted(folder.path("name").asText(), "", "not synced"));
                continue;
            }
            long exists = folder.path("exists").asLong();
            long stored = folder.path("stored").asLong();
            screen.line(
                    "  %-24s %,10d %,10d%s"
                            .formatted(
                                    folder.path("name").asText(),
                                    exists,
                                    stored,
                                    exists == stored ? "" : "  differs"));
        }
    }
}
