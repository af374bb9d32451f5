package dev.nightmail.sync.ledger;

import dev.nightmail.common.audit.Audit;
import dev.nightmail.common.audit.AuditEntry;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.reading.MailboxView;
import dev.nightmail.sync.reading.ViewRepository;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import java.util.UUID;

/** Lets a caller look at a mailbox, and choose whether it is synced. */
@Path("/api/mailboxes/{id}")
@RunOnVirtualThread
@Scope("mail:read")
class OneMailboxResource {

    private final Sql sql;
    private final ViewRepository views;
    private final LedgerRepository ledgers;
    private final Audit audit;
    private final Caller caller;

    OneMailboxResource(
            Sql sql, ViewRepository views, LedgerRepository ledgers, Audit audit, Caller caller) {
        this.sql = sql;
        this.views = views;
        this.ledgers = ledgers;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    public MailboxView get(UUID id) {
        return sql.transaction(request(), () -> find(id));
    }

    /**
     * One that is chosen is synced soon; of one that is not any more, what was stored stays as it
     * is. One that shows a label cannot be chosen: each message in it is read elsewhere, and would
     * be here twice. A repeat changes nothing, so no {@code ETag} is asked for.
     */
    @PATCH
    @Scope("accounts:write")
    public MailboxView change(UUID id, @NotNull @Valid MailboxPatch patch) {
        return sql.transaction(request(), () -> changed(id, patch.selected()));
    }

    private MailboxView changed(UUID id, boolean selected) {
        var mailbox = find(id);
        if (selected && mailbox.deselectedFor().filter("label"::equals).isPresent()) {
            throw Problem.unprocessable(
                    "label-mailbox",
                    "This mailbox shows a label: its messages are synced where they all lie.");
        }
        if (mailbox.selected() != selected) {
            ledgers.select(id, selected);
            audit.write(
                    AuditEntry.critical(
                                    caller.tenant(),
                                    "mailbox.change",
                                    "mailbox:" + id,
                                    caller.actor())
                            .with("selected", selected));
        }
        return find(id);
    }

    private MailboxView find(UUID id) {
        return views.findMailbox(id).orElseThrow(Problem::notFound);
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
