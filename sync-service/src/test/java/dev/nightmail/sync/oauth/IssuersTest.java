package dev.nightmail.sync.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S1")
class IssuersTest {

    private static Issuers configured(String name) {
        return new Issuers(new TestProviders(Map.of(name, new TestProvider(Optional.empty()))));
    }

    @Test
    void gmailAndMicrosoftNeedNoMoreThanAClient() {
        var gmail = configured("gmail").find("gmail").orElseThrow();
        var microsoft = configured("microsoft").find("microsoft").orElseThrow();

        assertThat(gmail.servers())
                .isEqualTo(new Issuer.Servers("imap.gmail.com", 993, "smtp.gmail.com", 465));
        assertThat(gmail.more()).containsEntry("access_type", "offline");
        assertThat(microsoft.servers().smtpTls()).isEqualTo("starttls");
        assertThat(microsoft.client().scopes()).contains("offline_access");
        assertThat(gmail.toString()).doesNotContain("client-secret");
    }

    @Test
    void othersSayWhatTheyLackAndWhatIsNotConfiguredIsNotThere() {
        assertThatThrownBy(() -> configured("corp").find("corp"))
                .hasMessageContaining("nightmail.oauth.providers.corp.");
        assertThat(configured("corp").find("gmail")).isEmpty();
    }
}
