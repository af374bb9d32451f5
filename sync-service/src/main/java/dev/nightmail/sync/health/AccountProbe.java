package dev.nightmail.sync.health;

import dev.nightmail.common.health.AlertConfig;
import dev.nightmail.common.health.Probe;
import dev.nightmail.common.health.Reading;
import dev.nightmail.common.health.Trouble;
import dev.nightmail.common.setting.InForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** How accounts and the ledgers of their mailboxes fare. */
@ApplicationScoped
class AccountProbe implements Probe {

    private final AccountHealthRepository accounts;
    private final InForce<AlertConfig> settings;

    AccountProbe(AccountHealthRepository accounts, InForce<AlertConfig> settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public List<Reading> look(Instant now) {
        var counts = accounts.count();
        var ages = accounts.ages();
        var limits = settings.now();
        boolean isMany = counts.active() >= limits.leastRuns();
        boolean isFailing = counts.failing() > counts.active() * limits.errors();
        return List.of(
                Reading.of("accounts", "all")
                        .with("active", counts.active())
                        .with("failing", counts.failing())
                        .with("freshnessP50", ages.p50())
                        .with("freshnessP99", ages.p99())
                        .with("freshnessOldest", ages.oldest())
                        .when(isMany && isFailing, Trouble.FAILING),
                Reading.of("ledgers", "all")
                        .with("unhealthy", counts.unhealthyLedgers())
                        .when(counts.unhealthyLedgers() > 0, Trouble.UNHEALTHY_LEDGER));
    }
}
