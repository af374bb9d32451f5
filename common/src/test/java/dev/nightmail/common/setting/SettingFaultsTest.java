package dev.nightmail.common.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stops a start. */
@Tag("J20")
@Tag("A5")
class SettingFaultsTest {

    private static final Catalogue CATALOGUE = Catalogue.read();

    @Test
    void eachFaultIsALineThatNamesTheSettingAndWhatIsAllowed() {
        var faults =
                faults(
                        Map.of(
                                "nightmail.sync.page-size", "5001",
                                "nightmail.jobs.poll", "often",
                                "nightmail.jobs.guard.share", "1.5",
                                "nightmail.jobs.concurrency.snyc", "3",
                                "nightmail.rolle", "api",
                                "nightmail.role", "worker"));

        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "nightmail.sync.page-size (NIGHTMAIL_SYNC_PAGE_SIZE): '5001' is not allowed; allowed: whole number from 1 to 5000",
                        "nightmail.jobs.poll (NIGHTMAIL_JOBS_POLL): 'often' is not allowed; allowed: duration from 10ms",
                        "nightmail.jobs.guard.share (NIGHTMAIL_JOBS_GUARD_SHARE): '1.5' is not allowed; allowed: number from 0 to 1",
                        "nightmail.jobs.concurrency.snyc is no setting: docs/settings.md lists all",
                        "nightmail.rolle is no setting: docs/settings.md lists all");
    }

    @Test
    void whatAnotherServiceIsGivenIsItsOwnBusiness() {
        assertThat(
                        faults(
                                Map.of(
                                        "nightmail.smtp.reply-timeout", "never",
                                        "nightmail.smtp.relpy-timeout", "1s",
                                        "nightmail.jobs.\"mail.send-message\".timeout", "0s")))
                .isEmpty();
        assertThat(faults(Map.of("nightmail.jobs.\"sync.initial-sync\".timeout", "0s"))).hasSize(1);
        assertThat(faults(Map.of("nightmail.jobs.\"sync.no-such\".timeout", "1s"))).hasSize(1);
    }

    @Test
    void variableIsLookedAtButOneThatIsUnknownMayBeThePlatforms() {
        var config =
                new SmallRyeConfigBuilder()
                        .withSources(
                                new EnvConfigSource(
                                        Map.of(
                                                "NIGHTMAIL_JOBS_RATE_MAIL", "0",
                                                "NIGHTMAIL_SYNC_SERVICE_PORT", "tcp://10.0.0.1"),
                                        300))
                        .build();

        assertThat(SettingFaults.list(config, CATALOGUE, "sync-service"))
                .singleElement()
                .asString()
                .startsWith("nightmail.jobs.rate.mail (NIGHTMAIL_JOBS_RATE_MAIL): '0'");
    }

    @Test
    void valueThatNamesAnotherWhichIsNotThereIsAFault() {
        assertThat(faults(Map.of("nightmail.db.url", "${no.such.key}")))
                .singleElement()
                .asString()
                .contains("nightmail.db.url", "no.such.key");
    }

    @Test
    void nameThatTheOperatorChoosesMayStandWhereOneIsWanted() {
        assertThat(
                        faults(
                                Map.of(
                                        "nightmail.oidc.issuers.corp.url", "https://id.example.org",
                                        "nightmail.oidc.issuers.corp.ulr", "https://id.example.org",
                                        "nightmail.oidc.issuers.Corp.url",
                                                "https://id.example.org")))
                .containsExactlyInAnyOrder(
                        "nightmail.oidc.issuers.corp.ulr is no setting: docs/settings.md lists all",
                        "nightmail.oidc.issuers.Corp.url is no setting: docs/settings.md lists all");
    }

    @Test
    void defaultsAreNoFaults() {
        assertThat(faults(Map.of())).isEmpty();
    }

    private static List<String> faults(Map<String, String> settings) {
        return SettingFaults.list(config(settings), CATALOGUE, "sync-service");
    }

    private static Config config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }
}
