package dev.nightmail.sync.idle;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.account.SyncStateRepository;
import dev.nightmail.sync.idle.IdleRepository.Stored;
import dev.nightmail.sync.idle.IdleRepository.Taken;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** How one gets to the servers of accounts, and what the last sync has found there. */
@Singleton
class Ways {

    private final Sql sql;
    private final SyncStateRepository accounts;
    private final IdleRepository rows;
    private final ImapClient imap;

    Ways(Sql sql, SyncStateRepository accounts, IdleRepository rows, ImapClient imap) {
        this.sql = sql;
        this.accounts = accounts;
        this.rows = rows;
        this.imap = imap;
    }

    Listening.Way to(Taken taken) {
        var access = Access.worker(taken.tenant());
        return new Listening.Way() {
            @Override
            public ImapConnection open() throws ImapException {
                var endpoint = sql.rolledBack(access, () -> accounts.findEndpoint(taken.account()));
                return imap.open(endpoint.orElseThrow(ImapException::switchedOff));
            }

            @Override
            public Optional<Stored> stored() {
                return sql.rolledBack(access, () -> rows.findInbox(taken.account()));
            }
        };
    }
}
