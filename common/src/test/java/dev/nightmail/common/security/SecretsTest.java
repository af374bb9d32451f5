package dev.nightmail.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S1")
class SecretsTest {

    private final UUID tenant = UUID.randomUUID();
    private final UUID owner = UUID.randomUUID();
    private final Secrets secrets = TestSecrets.fresh();

    @Test
    void secretComesBackAsItWas() {
        var cipherText = secrets.encrypt("geheim", tenant, owner);

        assertThat(secrets.decrypt(cipherText, tenant, owner)).isEqualTo("geheim");
        assertThat(new String(cipherText, StandardCharsets.ISO_8859_1)).doesNotContain("geheim");
    }

    @Test
    void sameSecretLooksDifferentEachTime() {
        assertThat(secrets.encrypt("geheim", tenant, owner))
                .isNotEqualTo(secrets.encrypt("geheim", tenant, owner));
    }

    @Test
    void cipherTextOfAnotherOwnerOrTenantDoesNotDecrypt() {
        var cipherText = secrets.encrypt("geheim", tenant, owner);

        assertThatThrownBy(() -> secrets.decrypt(cipherText, tenant, UUID.randomUUID()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secrets.decrypt(cipherText, UUID.randomUUID(), owner))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void otherKeySetDoesNotDecrypt() {
        var cipherText = secrets.encrypt("geheim", tenant, owner);

        assertThatThrownBy(() -> TestSecrets.fresh().decrypt(cipherText, tenant, owner))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void brokenKeySetIsNamedByItsSetting() {
        assertThatThrownBy(() -> TestSecrets.of("{}").check())
                .hasMessageContaining("nightmail.secrets.keyset");
    }
}
