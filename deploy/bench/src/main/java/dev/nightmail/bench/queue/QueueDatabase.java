package dev.nightmail.bench.queue;

import dev.nightmail.bench.Database;
import dev.nightmail.bench.Site;

/** A database with the tables of all contenders; JobRunr makes its own. */
final class QueueDatabase {

    private QueueDatabase() {}

    static Database create(Site site) {
        var database = Database.create(site, "bench_queue").migrated();
        database.execute("SET ROLE nightmail_owner; " + DbSchedulerQueue.SCHEMA + Stored.SCHEMA);
        return database;
    }
}
