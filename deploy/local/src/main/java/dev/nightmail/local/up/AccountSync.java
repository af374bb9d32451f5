package dev.nightmail.local.up;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Await;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
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

    /** When a job that waits is tried again. */
    private static final String RETRY = "nextAttemptAt";

    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm");

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
        follow(accepted.path("jobId").asText(), account, id);
        return id;
    }

    /**
     * Refuses as soon as the job waits for a further attempt: nobody knows how many there will be.
     */
    private void follow(String job, MailAccount account, String id) {
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
                    return now.has(RETRY) || ENDED.contains(now.path("state").asText());
                });
        screen.endProgress();
        if (!seen.get().path("state").asText().equals("completed")) {
            throw unsuccessful(seen.get(), account, id);
        }
        long messages = seen.get().path("progress").path("done").asLong();
        double seconds = since(begin);
        screen.done(
                "synced",
                "%s: %,d messages in %.1f s (%,.0f/s)"
                        .formatted(
                                account.address(),
                                messages,
                                seconds,
                                messages / Math.max(seconds, 0.1)));
    }

    private Refusal unsuccessful(JsonNode job, MailAccount account, String id) {
        String why =
                error(api.get("/api/email-accounts/" + id))
                        .orElse(new SyncError(job.path("state").asText()))
                        .about(account.imap().host());
        String next =
                job.has(RETRY)
                        ? "it is tried again at " + clock(job.path(RETRY).asText())
                        : "it is not tried again";
        return new Refusal(
                "%s; %s – ./nightmail remove %s to take it out"
                        .formatted(why, next, account.address()));
    }

    private static Optional<SyncError> error(JsonNode account) {
        return Optional.of(account.path("syncError").asText())
                .filter(text -> !text.isEmpty())
                .map(SyncError::new);
    }

    /** The time of day of an instant, where this machine is. */
    private static String clock(String instant) {
        return TIME_OF_DAY.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
    }

    /**
     * Waits for the first sync of an account that was added before. One that has failed, or is to
     * be repeated, is not waited for: the stack is of use without it.
     */
    void awaitFirstSync(String address, String account) {
        long begin = System.nanoTime();
        AtomicReference<JsonNode> seen = new AtomicReference<>(Api.JSON.createObjectNode());
        Await.until(
                LONGEST,
                STEP,
                () -> {
                    JsonNode now = api.get("/api/email-accounts/" + account);
                    seen.set(now);
                    boolean goesOn =
                            now.path("active").asBoolean()
                                    && error(now).isEmpty()
                                    && SYNCING.contains(now.path("state").asText());
                    if (goesOn) {
                        screen.progress("syncing", stored(account), 0, since(begin));
                    }
                    return !goesOn;
                });
        screen.endProgress();
        error(seen.get())
                .ifPresentOrElse(
                        error -> screen.line("  " + address + ": " + error.about("the server")),
                        () -> screen.done("account", address + " is there"));
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
