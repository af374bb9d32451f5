package dev.nightmail.sync;

import dev.nightmail.common.testkit.TestDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Rows of accounts that no server knows: active, in state ok, every 15 minutes, due in a day, added
 * a day ago and lacking nothing, unless the test says otherwise.
 */
public final class TestAccountRow {

    private static final Map<String, String> USUAL =
            Map.ofEntries(
                    Map.entry("id", "gen_random_uuid()"),
                    Map.entry("address", "gen_random_uuid() || '@example.com'"),
                    Map.entry("name", "''"),
                    Map.entry("imap_host", "'localhost'"),
                    Map.entry("imap_port", "1"),
                    Map.entry("imap_tls", "'implicit'"),
                    Map.entry("smtp_host", "'localhost'"),
                    Map.entry("smtp_port", "1"),
                    Map.entry("smtp_tls", "'implicit'"),
                    Map.entry("username", "'nobody'"),
                    Map.entry("secret", "''"),
                    Map.entry("active", "true"),
                    Map.entry("state", "'ok'"),
                    Map.entry("sync_interval_minutes", "15"),
                    Map.entry("next_due_at", "jobs.clock() + interval '1 day'"),
                    Map.entry("created_at", "jobs.clock() - interval '1 day'"),
                    Map.entry("lacks_since", "NULL"));

    private TestAccountRow() {}

    /**
     * Adds so many.
     *
     * @param columns SQL by column, instead of what is usual or besides
     */
    public static void add(UUID tenant, int accounts, Map<String, String> columns) {
        var all = new LinkedHashMap<>(USUAL);
        all.putAll(columns);
        TestDatabase.asOwner(
                "INSERT INTO sync.account (tenant_id, %s) SELECT '%s', %s FROM generate_series(1, %d)"
                        .formatted(
                                String.join(", ", all.keySet()),
                                tenant,
                                String.join(", ", all.values()),
                                accounts));
    }
}
