package dev.nightmail.common.setting;

import dev.nightmail.common.audit.Audit;
import dev.nightmail.common.audit.AuditEntry;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.setting.SettingRepository.Change;
import dev.nightmail.common.setting.SettingRepository.Wish;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What people change of live settings, in the caller's transaction, which is the machinery's; who
 * did is in the audit.
 */
@ApplicationScoped
public class SettingChanges {

    private final SettingRepository stored;
    private final Audit audit;

    SettingChanges(SettingRepository stored, Audit audit) {
        this.stored = stored;
        this.audit = audit;
    }

    /** For a command, which has no service around it. */
    public static SettingChanges over(Sql sql, Ids ids) {
        return new SettingChanges(new SettingRepository(sql), new Audit(sql, ids));
    }

    /** As {@link SettingRepository#listLatest}. */
    public List<Change> listLatest() {
        return stored.listLatest();
    }

    /** As {@link SettingRepository#listHistory}. */
    public List<Change> listHistory(String key) {
        return stored.listHistory(key);
    }

    /** As {@link SettingRepository#add}. */
    public boolean make(Wish wish, int after) {
        boolean isDone = stored.add(wish, after);
        if (isDone) {
            audit.write(
                    AuditEntry.critical(
                                    Ids.NIL,
                                    "setting.change",
                                    "setting:" + wish.key(),
                                    wish.actor())
                            .with("value", wish.value().orElse("unset"))
                            .with("reason", wish.reason()));
        }
        return isDone;
    }

    /** As {@link #make}, whatever the latest change is. */
    public boolean make(Wish wish) {
        return make(wish, stored.findVersion(wish.key()));
    }
}
