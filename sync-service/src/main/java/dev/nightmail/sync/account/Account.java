package dev.nightmail.sync.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mail account and how its sync stands: a row of {@code sync.account}. */
@Entity
@Table(schema = "sync", name = "account")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
public class Account {

    @Id UUID id;

    @Column(name = "tenant_id")
    UUID tenantId;

    String address;
    String name;

    @Column(name = "imap_host")
    String imapHost;

    @Column(name = "imap_port")
    int imapPort;

    @Column(name = "imap_tls")
    String imapTls;

    @Column(name = "smtp_host")
    String smtpHost;

    @Column(name = "smtp_port")
    int smtpPort;

    @Column(name = "smtp_tls")
    String smtpTls;

    String username;
    byte[] secret;
    boolean active;
    String state;

    @Column(name = "sync_interval_minutes")
    int syncIntervalMinutes;

    @Column(name = "next_due_at")
    Instant nextDueAt;

    @Column(name = "last_synced_at")
    @Nullable Instant lastSyncedAt;

    @Column(name = "retry_count")
    int retryCount;

    @Column(name = "sync_error")
    String syncError;

    @Column(name = "created_at")
    Instant createdAt;

    /** Whether its server is listened to, so that new mail comes at once. */
    boolean idle;

    /** Counts the edits. */
    int version;

    @Column(name = "depth_messages")
    @Nullable Integer depthMessages;

    @Column(name = "depth_since")
    @Nullable LocalDate depthSince;

    /** Whose tokens the log-in takes; empty when it takes the secret. */
    @Column(name = "oauth_provider")
    @Nullable String oauthProvider;

    boolean isVouchedFor() {
        return oauthProvider != null;
    }

    /** Whether the sweep of due accounts takes it when its time has come. */
    boolean isSyncedByItself() {
        return active && !state.equals("error");
    }

    AccountForm.Server imap() {
        return new AccountForm.Server(imapHost, imapPort, imapTls);
    }

    AccountForm.Server smtp() {
        return new AccountForm.Server(smtpHost, smtpPort, smtpTls);
    }

    void readFrom(AccountForm.Server server) {
        imapHost = server.host();
        imapPort = server.port();
        imapTls = server.tls();
    }

    void sendThrough(AccountForm.Server server) {
        smtpHost = server.host();
        smtpPort = server.port();
        smtpTls = server.tls();
    }

    /** Whether the patch would have the secret sent to another place. */
    boolean isMovedBy(AccountPatch patch) {
        return patch.imap().filter(server -> !server.isAt(imap())).isPresent()
                || patch.smtp().filter(server -> !server.isAt(smtp())).isPresent();
    }

    Depth depth() {
        return new Depth(Optional.ofNullable(depthMessages), Optional.ofNullable(depthSince));
    }

    void reach(Depth depth) {
        depthMessages = depth.messages().orElse(null);
        depthSince = depth.since().orElse(null);
    }

    /** It is due, unless its server has asked for patience. */
    void hasten(Instant now) {
        if (nextDueAt.isAfter(now) && !syncError.equals("throttled")) {
            nextDueAt = now;
        }
    }

    /** What was wrong is over, as far as anybody knows; it is due. */
    void revive(Instant now) {
        state = !active ? "paused" : lastSyncedAt == null ? "pending" : "ok";
        retryCount = 0;
        syncError = "";
        nextDueAt = now;
    }
}
